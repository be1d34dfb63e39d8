using System.Text;

namespace Alitellm.LiteLLM.Tests.Errors;

/// <summary>The answers that LiteLLM is known to give, and what each means.</summary>
public sealed class ErrorClassifierTests
{
    private const string Ok = "";
    private const string Unclear = "unclear";
    private const string NoRoute = "no route";

    private static IEnumerable<TestCaseData> Answers()
    {
        yield return Row("POST", "model_new", 401, Shape1("Authentication Error, No api key passed in."), LiteLLMErrorClass.Unauthorized);
        yield return Row("POST", "team_new", 401, Detail("Only admin users can query all teams/other teams."), LiteLLMErrorClass.Unauthorized);
        yield return Row("POST", "model_new", 403, Shape1("User does not have permission to make this model call. Your role=x"), LiteLLMErrorClass.Unauthorized);
        yield return Row("POST", "guardrail_new", 403, Detail("Admin access required to manage guardrails"), LiteLLMErrorClass.Unauthorized);
        yield return Row("POST", "team_new", 403, Shape1("This feature is only available for LiteLLM Enterprise users: guardrails."), LiteLLMErrorClass.LicenceRequired);
        yield return Row("POST", "team_new", 400, DetailError("You must be a LiteLLM Enterprise user to use this feature."), LiteLLMErrorClass.LicenceRequired);
        yield return Row("POST", "team_new", 403, "<html>Forbidden by policy</html>", LiteLLMErrorClass.Rejected);

        yield return Row("PATCH", "model_update", 404, Shape1("Model x not found on proxy."), LiteLLMErrorClass.NotFound);
        yield return Row("POST", "model_delete", 400, Shape1("{'error': 'Model with id=x not found in db'}"), LiteLLMErrorClass.NotFound);
        yield return Row("GET", "model_served", 400, Shape1("{'error': 'Model id = x not found on litellm proxy'}"), LiteLLMErrorClass.NotFound);
        yield return Row("POST", "team_update", 400, Detail("Organization not found in db"), LiteLLMErrorClass.Rejected);
        yield return Row("GET", "team_info", 404, DetailError("Team not found, passed team_id=x"), LiteLLMErrorClass.NotFound);
        yield return Row("GET", "guardrail_info", 404, Detail("Guardrail with ID x not found"), LiteLLMErrorClass.NotFound);
        yield return Row("GET", "toolset_list", 404, Detail("Not Found"), LiteLLMErrorClass.NotFound, NoRoute);
        yield return Row("PATCH", "access_group_update", 405, Detail("Method Not Allowed"), LiteLLMErrorClass.Rejected, NoRoute);
        yield return Row("DELETE", "toolset_delete", 500, Detail("An operation failed: Record to delete does not exist."), LiteLLMErrorClass.NotFound);
        yield return Row("POST", "model_new", 500, Detail("Record to delete does not exist."), LiteLLMErrorClass.Transient, Unclear);

        yield return Row("POST", "team_new", 400, Shape1("{'error': 'Team id = x already exists. Please use a different team id.'}"), LiteLLMErrorClass.AlreadyExists);
        yield return Row("POST", "mcp_new", 400, DetailError("MCP Server with id x already exists. Cannot create another."), LiteLLMErrorClass.AlreadyExists);
        yield return Row("POST", "a2a_new", 400, Detail("Agent with name x already exists"), LiteLLMErrorClass.AlreadyExists);
        yield return Row("POST", "access_group_new", 409, Detail("Access group 'x' already exists"), LiteLLMErrorClass.AlreadyExists);
        yield return Row("POST", "guardrail_new", 500, Detail("Error adding guardrail to DB: Unique constraint failed on the fields: (`guardrail_name`)"), LiteLLMErrorClass.AlreadyExists);
        yield return Row("POST", "other", 500, Detail("400: Tag x already exists"), LiteLLMErrorClass.AlreadyExists);
        yield return Row("POST", "other", 500, Detail("404: Tag x not found"), LiteLLMErrorClass.NotFound);

        yield return Row("POST", "model_new", 500, Shape1("Failed to add model to db. Check your server logs for more details."), LiteLLMErrorClass.Transient, Unclear);
        yield return Row("POST", "model_new", 500, "Internal Server Error", LiteLLMErrorClass.Rejected, Unclear);
        yield return Row("POST", "team_new", 500, "Internal Server Error", LiteLLMErrorClass.Transient, Unclear);
        yield return Row("GET", "model_list", 500, "Internal Server Error", LiteLLMErrorClass.Transient);
        yield return Row("POST", "model_new", 500, Shape1("Set 'STORE_MODEL_IN_DB='True'' in your env to enable this feature."), LiteLLMErrorClass.Rejected);
        yield return Row("POST", "team_new", 500, Shape1("Organization doesn't exist in db. Organization=x"), LiteLLMErrorClass.Rejected);
        yield return Row("PATCH", "model_update", 400, Shape1("Cannot edit config-based model. Store it in the database"), LiteLLMErrorClass.Rejected);
        yield return Row("POST", "team_new", 422, """{"detail":[{"type":"missing","loc":["body","id"],"msg":"Field required","input":{}}]}""", LiteLLMErrorClass.Rejected);
        yield return Row("POST", "team_new", 413, "", LiteLLMErrorClass.Rejected);

        yield return Row("POST", "model_new", 408, "", LiteLLMErrorClass.Transient, Unclear);
        yield return Row("POST", "model_new", 425, "", LiteLLMErrorClass.Transient);
        yield return Row("POST", "model_new", 429, Shape1("slow down"), LiteLLMErrorClass.Throttled);
        yield return Row("POST", "model_new", 502, "<html>Bad Gateway</html>", LiteLLMErrorClass.Transient, Unclear);
        yield return Row("GET", "model_list", 502, "", LiteLLMErrorClass.Transient);
        yield return Row("POST", "model_new", 503, "", LiteLLMErrorClass.Transient, Unclear);
        yield return Row("POST", "model_new", 503, "", LiteLLMErrorClass.Throttled, Unclear, seconds: 3);
        yield return Row("POST", "model_new", 504, "", LiteLLMErrorClass.Transient, Unclear);
        yield return Row("POST", "model_new", 307, "", LiteLLMErrorClass.Transient);
        yield return Row("POST", "model_new", 302, "<a href='/login'>", LiteLLMErrorClass.Transient);
    }

    [TestCaseSource(nameof(Answers))]
    public void An_answer_has_this_meaning(string method, string operation, int status, string body, int? retryAfter, LiteLLMErrorClass expected, string remark)
    {
        var parsed = ErrorBody.Parse(Encoding.UTF8.GetBytes(body));
        TimeSpan? wait = retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

        var verdict = ErrorClassifier.Classify(new HttpMethod(method), operation, method != "GET", status, parsed, wait);

        Assert.That(verdict, Is.EqualTo(new ErrorVerdict(expected, remark == Unclear, remark == NoRoute)));
    }

    [Test]
    public void Every_status_has_a_meaning_and_no_read_is_unclear([Range(300, 599)] int status)
    {
        var verdict = ErrorClassifier.Classify(HttpMethod.Get, "model_list", mutates: false, status, ErrorBody.Parse(default), null);

        Assert.That(verdict.Unclear, Is.False);
        Assert.That(verdict.Class, Is.Not.EqualTo(LiteLLMErrorClass.CircuitOpen).And.Not.EqualTo(LiteLLMErrorClass.TooLarge));
        Assert.That(verdict.Class == LiteLLMErrorClass.Rejected, Is.EqualTo(status is >= 400 and < 500 and not (401 or 404 or 408 or 409 or 425 or 429)));
    }

    private static string Shape1(string message) =>
        $$$"""{"error":{"message":"{{{message.Replace("\"", "\\\"", StringComparison.Ordinal)}}}","type":"auth_error","param":"None","code":"400"}}""";

    private static string Detail(string message) => $$"""{"detail":"{{message}}"}""";

    private static string DetailError(string message) => $$$"""{"detail":{"error":"{{{message}}}"}}""";

    private static TestCaseData Row(string method, string operation, int status, string body, LiteLLMErrorClass expected, string remark = Ok, int? seconds = null) =>
        new(method, operation, status, body, seconds, expected, remark) { TestName = $"{method} {operation} {status} {body} {seconds} is {expected} {remark}" };
}
