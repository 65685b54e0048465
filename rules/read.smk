# What articles say. A plan names batches of the articles to read; each is read by itself, anywhere.
# in: articles/, references/   out: the store


checkpoint plan_read:
    output:
        local("<results>/batches/read.json"),
    log:
        local("<logs>/plan-read.log"),
    conda:
        "environment.yml"
    params:
        articles=[RUN["articles"], RUN["store"], RUN["root"]],
        options=options(),
        terms=READING,
    shell:
        "citewarden step plan-read --out {output:q} {params.options} 2> {log:q}"


rule take_read:
    input:
        plan=local(rules.plan_read.output),
        made=lambda wildcards: made("read", checkpoints.plan_read),
    output:
        local("<results>/read.txt"),
    log:
        local("<logs>/take-read.log"),
    conda:
        "environment.yml"
    params:
        options=options(),
    shell:
        "citewarden step take-read {input.made:q} --out {output:q} {params.options} 2> {log:q}"
