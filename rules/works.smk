# What is cited, over the whole corpus: each work is asked about once.
# in: results/articles/*/references.parquet, references/   out: results/corpus/{works,resolutions,notices,passages}.parquet


rule gather:
    input:
        expand("<results>/articles/{shard}/references.parquet", shard=SHARDS),
    output:
        works="<results>/corpus/works.parquet",
        links=expand("<results>/corpus/links/{bucket}.parquet", bucket=BUCKETS),
    log:
        "<logs>/gather.log",
    conda:
        "environment.yml"
    params:
        folder=subpath(output.works, parent=True),
        code=code("stages/gather.py", "model"),
    shell:
        "citewarden table gather {input:q} --out {params.folder:q} 2> {log:q}"


rule resolve:
    input:
        works=rules.gather.output.works,
        library=LIBRARY,
        config=CONFIG_INPUT,
    output:
        resolutions="<results>/corpus/resolutions.parquet",
        failures="<results>/corpus/failures.parquet",
    log:
        "<logs>/resolve.log",
    conda:
        "environment.yml"
    resources:
        net=1,
    params:
        folder=subpath(output.resolutions, parent=True),
        memo=f"{RESULTS}/memo/listed.json",
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
        "<results>/corpus/notices.parquet",
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
        "citewarden table notices --corpus {params.folder:q} {params.options} 2> {log:q}"


rule fetch:
    input:
        works=rules.gather.output.works,
        resolutions=rules.resolve.output.resolutions,
        library=LIBRARY,
    output:
        "<results>/corpus/passages.parquet",
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
        "citewarden table fetch --corpus {params.folder:q} {params.options} 2> {log:q}"
