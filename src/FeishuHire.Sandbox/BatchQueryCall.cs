using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace FeishuHire.Sandbox;

/// <summary>batch_query: shows orders, with what came for them and with invented personal data.</summary>
internal sealed class BatchQueryCall(OrderStore orders, RateWindows windows, Func<FeishuHireSandboxStage, long?>? showStage)
    : HireCall("background_check_orders/batch_query", SandboxEndpoint.Orders, windows)
{
    internal override Outcome Process(JsonElement root, CallFacts facts)
    {
        var judge = new FieldJudge();
        OrderFilter query = OrderFilter.Read(judge, root);
        if (judge.Violations.Count > 0)
        {
            return Answers.FieldsInvalid(judge.Violations);
        }

        (OrderPage? page, Refusal? refusal) = OrderPage.Read(facts.Query);
        refusal ??= query.Breach();
        if (page is null || refusal is not null)
        {
            return refusal;
        }

        string text = string.Empty;
        orders.Show(query.OrderIds, found =>
        {
            Order[] fitting = [.. found.Where(query.Fits)];
            IReadOnlyList<Order> shown = page.Of(fitting);
            text = OrderAnswer.Write(shown, page.NextToken(fitting.Length), showStage);
            return shown;
        });
        return new Outcome(null, new Answer(200, Refusal.JsonType, text));
    }
}
