package orchestrator.cli.render;

import orchestrator.core.plan.Hold;

/** {@code orch plan --without NODE -o json}. */
public final class WhatIfJson {
    private WhatIfJson() {}

    /** The answer to one question. */
    public static Json of(WhatIfView view) {
        WhatIfView.Question question = view.question();
        return Json.document("orch.whatif/1").with("file", question.file())
                .with("without", question.without()).with("with", question.added())
                .with("like", question.like().map(node -> node.name()))
                .with("fits", view.withoutPlace().isEmpty())
                .with("instances", view.changes().stream().map(each -> PlanJson.change(each)
                        .with("project", each.id().project())).toList())
                .with("waits", view.newHolds().stream().map(WhatIfJson::hold).toList())
                .with("stillWaits", view.stillHeld().stream().map(WhatIfJson::hold).toList())
                .with("survival", SurvivalText.json(view.survival()));
    }

    private static Json hold(Hold hold) {
        return PlanJson.hold(hold).with("project", hold.instance().project());
    }
}
