package orchestrator.cli.render;

import orchestrator.reconciler.doctor.Diagnosis;
import orchestrator.reconciler.doctor.Grade;
import orchestrator.reconciler.doctor.Result;

/** {@code orch doctor -o json}. */
public final class DoctorJson {
    private DoctorJson() {}

    /** All results, in the order they are shown. */
    public static Json of(Diagnosis diagnosis) {
        return Json.document("orch.doctor/1").with("at", diagnosis.at())
                .with("about", diagnosis.about())
                .with("wrong", diagnosis.findings(Grade.WRONG).size())
                .with("notes", diagnosis.findings(Grade.NOTE).size())
                .with("unseen", diagnosis.findings(Grade.UNSEEN).size())
                .with("passed", diagnosis.passed())
                .with("millis", diagnosis.took().toMillis())
                .with("results", diagnosis.results().stream().map(DoctorJson::result).toList());
    }

    private static Json result(Result result) {
        Json object = Json.object().with("group", result.group().word());
        return switch (result) {
            case Result.Passed passed -> object.with("state", "ok").with("text", passed.text());
            case Result.Finding finding -> object.with("state", finding.grade().word())
                    .with("code", finding.code().word()).with("text", finding.text())
                    .with("why", finding.why()).with("fix", finding.fix());
        };
    }
}
