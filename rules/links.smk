# Which addresses live, split by host so that politeness needs no shared state.
# in: results/corpus/links/{bucket}.parquet, state/links/   out: results/corpus/probes/{bucket}.parquet


rule probe:
    input:
        links="<results>/corpus/links/{bucket}.parquet",
        config=CONFIG_INPUT,
    output:
        "<results>/corpus/probes/{bucket}.parquet",
    log:
        "<logs>/probe/{bucket}.log",
    conda:
        "environment.yml"
    resources:
        net=1,
    params:
        as_of=AS_OF,
        options=options(),
        code=code(
            "web",
            "stages/probe.py",
            "stages/_link_state.py",
            "stages/_sorted_rows.py",
            "model",
        ),
    shell:
        "citewarden table probe {input.links:q} --out {output:q} {params.options} 2> {log:q}"
