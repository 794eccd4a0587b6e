using System.Text.Json;

namespace FeishuHire.Sandbox;

/// <summary>update_progress: a stage of an order.</summary>
internal sealed class UpdateProgressCall(OrderStore orders, RateWindows windows)
    : HireCall("eco_background_checks/update_progress", SandboxEndpoint.Progress, windows)
{
    internal override Outcome Process(JsonElement root, CallFacts facts)
    {
        var judge = new FieldJudge();
        ProgressFields? fields = ProgressFields.Read(judge, root);
        if (fields is null)
        {
            return Answers.FieldsInvalid(judge.Violations);
        }

        return fields.Result is not null && fields.Reports is not { Count: > 0 }
            ? Answers.ParameterError(new FieldViolation("report_file_list", string.Empty, "is required where result is sent"))
            : orders.Update(fields, facts);
    }
}

/// <summary>update_result: the final result of an order.</summary>
internal sealed class UpdateResultCall(OrderStore orders, RateWindows windows)
    : HireCall("eco_background_checks/update_result", SandboxEndpoint.Result, windows)
{
    internal override Outcome Process(JsonElement root, CallFacts facts)
    {
        var judge = new FieldJudge();
        ResultFields? fields = ResultFields.Read(judge, root);
        return fields is null ? Answers.FieldsInvalid(judge.Violations) : orders.Complete(fields, facts);
    }
}

/// <summary>cancel: the end of an order.</summary>
internal sealed class CancelCall(OrderStore orders, RateWindows windows)
    : HireCall("eco_background_checks/cancel", SandboxEndpoint.Cancel, windows)
{
    internal override Outcome Process(JsonElement root, CallFacts facts)
    {
        var judge = new FieldJudge();
        string? orderId = judge.Text(root, "background_check_id", required: true);
        return judge.Violations.Count > 0 ? Answers.FieldsInvalid(judge.Violations) : orders.Cancel(orderId!, facts);
    }
}
