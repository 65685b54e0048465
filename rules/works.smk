# What is cited: each work and each address is asked about once, when it was never asked about or has grown old.
# in: the store, references/   out: the store


rule resolve:
    input:
        local(rules.take_read.output),
    output:
        local("<results>/resolved.txt"),
    log:
        local("<logs>/resolve.log"),
    conda:
        "environment.yml"
    resources:
        net=1,
    params:
        as_of=AS_OF,
        library=RUN["library"],
        options=options(),
        terms=TERMS,
    shell:
        "citewarden step resolve --out {output:q} {params.options} 2> {log:q}"


rule notices:
    input:
        local(rules.resolve.output),
    output:
        local("<results>/noticed.txt"),
    log:
        local("<logs>/notices.log"),
    conda:
        "environment.yml"
    resources:
        net=1,
    params:
        as_of=AS_OF,
        options=options(),
    shell:
        "citewarden step notices --out {output:q} {params.options} 2> {log:q}"


rule fetch:
    input:
        local(rules.resolve.output),
    output:
        local("<results>/fetched.txt"),
    log:
        local("<logs>/fetch.log"),
    conda:
        "environment.yml"
    resources:
        net=1,
    params:
        as_of=AS_OF,
        options=options(),
    shell:
        "citewarden step fetch --out {output:q} {params.options} 2> {log:q}"


rule probe:
    input:
        local(rules.take_read.output),
    output:
        local("<results>/probed.txt"),
    log:
        local("<logs>/probe.log"),
    conda:
        "environment.yml"
    resources:
        net=1,
    params:
        as_of=AS_OF,
        options=options(),
        terms=TERMS,
    shell:
        "citewarden step probe --out {output:q} {params.options} 2> {log:q}"
