# Which addresses live, split by host so that politeness needs no shared state.
# in: results/corpus/links/, state/links/   out: results/corpus/probes/{bucket}/


rule probe:
    input:
        links=local(rules.gather.output.links),
        config=CONFIG_INPUT,
    output:
        local("<results>/corpus/probes/{bucket}/made.txt"),
    log:
        local("<logs>/probe/{bucket}.log"),
    conda:
        "environment.yml"
    resources:
        net=1,
    params:
        folder=subpath(input.links, ancestor=2),
        as_of=AS_OF,
        options=options(),
        code=CODE,
    shell:
        "citewarden table probe {wildcards.bucket} --corpus {params.folder:q} --code {params.code} {params.options}"
        " 2> {log:q}"
