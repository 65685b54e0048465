# What is cited: each work and each address is asked about once, when it was never asked about or has grown old. Then it is
# known which articles to judge, and a plan names batches of them.
# in: the store, references/   out: the store


checkpoint ask:
    input:
        plan=local(rules.plan_read.output),
        made=lambda wildcards: made("read", checkpoints.plan_read),
        decisions=DECISIONS,
        run=OF,
    output:
        local("<results>/batches/judge.json"),
    log:
        local("<logs>/ask.log"),
    conda:
        "environment.yml"
    shell:
        "citewarden step ask {input.made:q} --out {output:q} --run {input.run:q} 2> {log:q}"
