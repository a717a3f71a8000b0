"""``newsextract extract``: one article, or an archive of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from newsextract.model import Article

from .inputs import Fields, InputForm, Inputs
from .job import Job
from .options import PipelineFile, Published, checked_date
from .output import Format, format_of
from .pipeline_file import pipeline_from
from .problems import ExitCode, fail


def extract(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...",
            help="Files (text, JSON Lines; .gz), globs, directories, or - for standard input.",
            show_default=False,
        ),
    ],
    published: Published = None,
    format: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="By the ending of --output, or table.", show_default=False),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="A file, or for csv and parquet a directory; else stdout."),
    ] = None,
    fields: Annotated[
        str | None,
        typer.Option(metavar="NAME,...", help="Only these top-level fields in JSON, as in events,amounts."),
    ] = None,
    pipeline: PipelineFile = None,
    processes: Annotated[int, typer.Option("--processes", "-p", min=1, help="Worker processes.")] = 1,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with the output of a run that was cut off.")
    ] = False,
    failures: Annotated[
        Path | None, typer.Option(help="Write what could not be read here, as JSON Lines; else to stderr.")
    ] = None,
    retry_failures: Annotated[
        bool, typer.Option("--retry-failures", help="With --resume: try again what is in --failures.")
    ] = False,
    input_form: Annotated[
        InputForm, typer.Option("--input", help="What the sources hold; auto goes by the ending.")
    ] = InputForm.AUTO,
    text_field: Annotated[str, typer.Option(help="Key of the text in JSON Lines.")] = "text",
    id_field: Annotated[str, typer.Option(help="Key of the id in JSON Lines.")] = "id",
    published_field: Annotated[
        str, typer.Option(help="Key of the publication date in JSON Lines.")
    ] = "published",
) -> None:
    """Extract the facts of one article or of a whole archive.

    Exit codes: 0 all articles were extracted, 1 some failed, 2 wrong use (nothing was begun), 3 the run could
    not go on (the output cannot be written, a process was lost), 130 interrupted.
    """
    excluded = frozenset(path.resolve() for path in (output, failures) if path)
    Job(
        inputs=Inputs(
            sources,
            form=input_form,
            published=checked_date(published),
            fields=Fields(text_field, id_field, published_field),
            excluded=excluded,
        ),
        pipeline=pipeline_from(pipeline),
        format=format or format_of(output),
        fields=_checked_fields(fields),
        output=output,
        failures=failures,
        processes=processes,
        resume=resume,
        retry=retry_failures,
    ).run()


def _checked_fields(names: str | None) -> frozenset[str] | None:
    if names is None:
        return None
    wanted = frozenset(name.strip() for name in names.split(","))
    if unknown := sorted(wanted - Article.model_fields.keys()):
        known = ", ".join(Article.model_fields)
        fail(f"--fields: an article has no {', '.join(unknown)}; it has {known}", ExitCode.USAGE)
    return wanted | {"id"}
