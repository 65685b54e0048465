# What an editor should look at. A plan names batches of the articles to judge; each is judged by itself, anywhere.
# in: the store   out: the store, reports/


checkpoint plan_judge:
    input:
        local(rules.notices.output),
        local(rules.fetch.output),
        local(rules.probe.output),
        DECISIONS,
    output:
        local("<results>/batches/judge.json"),
    log:
        local("<logs>/plan-judge.log"),
    conda:
        "environment.yml"
    params:
        as_of=AS_OF,
        options=options(),
        terms=TERMS,
    shell:
        "citewarden step plan-judge --out {output:q} {params.options} 2> {log:q}"


rule take_judge:
    input:
        plan=local(rules.plan_judge.output),
        made=lambda wildcards: made("judge", checkpoints.plan_judge),
    output:
        local("<results>/judged.txt"),
    log:
        local("<logs>/take-judge.log"),
    conda:
        "environment.yml"
    params:
        options=options(),
    shell:
        "citewarden step take-judge {input.made:q} --out {output:q} {params.options} 2> {log:q}"


rule site:
    input:
        local(rules.take_judge.output),
        DECISIONS,
    output:
        local("<reports>/index.html"),
    log:
        local("<logs>/site.log"),
    conda:
        "environment.yml"
    params:
        as_of=AS_OF,
        articles=[RUN["whole"], RUN["accept"]],
        options=options(),
        terms=TERMS,
    shell:
        "citewarden step site {params.options} 2> {log:q}"


rule exports:
    input:
        local(rules.take_judge.output),
        DECISIONS,
    output:
        local(
            expand(
                "<reports>/{file}",
                file=("findings.csv", "findings.sarif", "junit.xml"),
            )
        ),
    log:
        local("<logs>/exports.log"),
    conda:
        "environment.yml"
    params:
        as_of=AS_OF,
        articles=[RUN["whole"], RUN["accept"]],
        options=options(),
        terms=TERMS,
    shell:
        "citewarden step site --exports {params.options} 2> {log:q}"
