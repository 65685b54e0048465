# What is cited, over the whole corpus: each work is asked about once. Tables are folders of parts, works by key, links by
# host; a step leaves alone the parts whose inputs are as they were. Those are no outputs: Snakemake would delete them.
# in: results/articles/*/references.parquet, references/   out: results/corpus/{works,links,resolutions,notices,passages}/


rule gather:
    input:
        local(expand("<results>/articles/{shard}/references.parquet", shard=SHARDS)),
    output:
        works=local("<results>/corpus/works/made.txt"),
        links=local("<results>/corpus/links/made.txt"),
    log:
        local("<logs>/gather.log"),
    conda:
        "environment.yml"
    params:
        folder=subpath(output.works, ancestor=2),
        number=NIGHT["number"],
        code=CODE,
    shell:
        "citewarden table gather {input:q} --corpus {params.folder:q} --number {params.number} --code {params.code}"
        " 2> {log:q}"


rule resolve:
    input:
        works=local(rules.gather.output.works),
        library=LIBRARY,
        config=CONFIG_INPUT,
    output:
        resolutions=local("<results>/corpus/resolutions/made.txt"),
    log:
        local("<logs>/resolve.log"),
    conda:
        "environment.yml"
    resources:
        net=1,
    params:
        folder=subpath(output.resolutions, ancestor=2),
        memo=f"{RESULTS}/memo/listed",
        as_of=AS_OF,
        options=options(),
        code=CODE,
    shell:
        "citewarden table resolve --corpus {params.folder:q} --memo {params.memo:q} --code {params.code} {params.options}"
        " 2> {log:q}"


rule notices:
    input:
        works=local(rules.gather.output.works),
        resolutions=local(rules.resolve.output.resolutions),
        library=LIBRARY,
    output:
        local("<results>/corpus/notices/made.txt"),
    log:
        local("<logs>/notices.log"),
    conda:
        "environment.yml"
    resources:
        net=1,
    params:
        folder=subpath(output[0], ancestor=2),
        as_of=AS_OF,
        options=options(),
        code=CODE,
    shell:
        "citewarden table notices --corpus {params.folder:q} --code {params.code} {params.options} 2> {log:q}"


rule fetch:
    input:
        works=local(rules.gather.output.works),
        resolutions=local(rules.resolve.output.resolutions),
        library=LIBRARY,
    output:
        local("<results>/corpus/passages/made.txt"),
    log:
        local("<logs>/fetch.log"),
    conda:
        "environment.yml"
    resources:
        net=1,
    params:
        folder=subpath(output[0], ancestor=2),
        as_of=AS_OF,
        options=options(),
        code=CODE,
    shell:
        "citewarden table fetch --corpus {params.folder:q} --code {params.code} {params.options} 2> {log:q}"
