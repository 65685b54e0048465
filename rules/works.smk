# What is cited, over the whole corpus: each work is asked about once. Tables are folders of parts: works by key, links by
# host; a step updates its folder and leaves alone the parts whose inputs are as they were.
# in: results/articles/*/references.parquet, references/   out: results/corpus/{works,links,resolutions,notices,passages}/


rule gather:
    input:
        expand("<results>/articles/{shard}/references.parquet", shard=SHARDS),
    output:
        works=update(directory("<results>/corpus/works")),
        links=update(directory("<results>/corpus/links")),
    log:
        "<logs>/gather.log",
    conda:
        "environment.yml"
    params:
        folder=subpath(output.works, parent=True),
        number=NIGHT["number"],
        code=code(
            "stages/gather.py", "commands/gathering.py", "commands/parts.py", "model"
        ),
    shell:
        "citewarden table gather {input:q} --corpus {params.folder:q} --number {params.number} --code {params.code}"
        " 2> {log:q}"


rule resolve:
    input:
        works=rules.gather.output.works,
        library=LIBRARY,
        config=CONFIG_INPUT,
    output:
        resolutions=update(directory("<results>/corpus/resolutions")),
        failures=update("<results>/corpus/failures.parquet"),
    log:
        "<logs>/resolve.log",
    conda:
        "environment.yml"
    resources:
        net=1,
    params:
        folder=subpath(output.resolutions, parent=True),
        memo=f"{RESULTS}/memo/listed",
        as_of=AS_OF,
        options=options(),
        code=code(
            "registries", "stages/resolve.py", "stages/_records.py", "model", "text"
        ),
    shell:
        "citewarden table resolve --corpus {params.folder:q} --memo {params.memo:q} --code {params.code} {params.options}"
        " 2> {log:q}"


rule notices:
    input:
        works=rules.gather.output.works,
        resolutions=rules.resolve.output.resolutions,
        library=LIBRARY,
    output:
        update(directory("<results>/corpus/notices")),
    log:
        "<logs>/notices.log",
    conda:
        "environment.yml"
    resources:
        net=1,
    params:
        folder=subpath(output[0], parent=True),
        as_of=AS_OF,
        options=options(),
        code=code("registries", "stages/notices.py", "stages/_records.py", "model"),
    shell:
        "citewarden table notices --corpus {params.folder:q} --code {params.code} {params.options} 2> {log:q}"


rule fetch:
    input:
        works=rules.gather.output.works,
        resolutions=rules.resolve.output.resolutions,
        library=LIBRARY,
    output:
        update(directory("<results>/corpus/passages")),
    log:
        "<logs>/fetch.log",
    conda:
        "environment.yml"
    resources:
        net=1,
    params:
        folder=subpath(output[0], parent=True),
        as_of=AS_OF,
        options=options(),
        code=code(
            "registries", "stages/fetch.py", "stages/_records.py", "model", "text"
        ),
    shell:
        "citewarden table fetch --corpus {params.folder:q} --code {params.code} {params.options} 2> {log:q}"
