using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Alitellm.LiteLLM.Tests.Support;

namespace Alitellm.LiteLLM.Tests.Http;

/// <summary>Whatever happens, neither the master key nor a secret in a body appears in a log or an exception.</summary>
internal sealed class CanaryTests
{
    private const string BodySecret = "hunter2-canary";

    private static IEnumerable<TestCaseData> Outcomes()
    {
        var echo = $$"""{"message":"{{TestClient.MasterKey}} {{BodySecret}}","type":"t","param":"None","code":"c"}""";
        foreach (var status in new[] { 200, 307, 400, 401, 403, 404, 409, 422, 429, 500, 503 })
        {
            yield return new TestCaseData((StubServer server) => { server.Answer($$"""{"error":{{echo}}}""", (HttpStatusCode)status, "3"); }) { TestName = $"{status} that repeats everything" };
        }

        yield return new TestCaseData((StubServer server) => { server.Answer($"{TestClient.MasterKey} {BodySecret}"); }) { TestName = "success that is no JSON" };
        yield return new TestCaseData((StubServer server) => { server.Answer($"<p>{BodySecret}", HttpStatusCode.BadGateway); }) { TestName = "page of a gateway" };
        yield return new TestCaseData((StubServer server) => { server.Answer($"[\"{BodySecret}\"]"); }) { TestName = "success of another shape" };
        yield return new TestCaseData((StubServer server) => { server.Answer(new string('x', 100) + BodySecret + new string('x', 3000)); }) { TestName = "too large" };
        yield return new TestCaseData((StubServer server) => { server.Fail(new HttpRequestException("x", new SocketException(104))); }) { TestName = "connection reset" };
        yield return new TestCaseData((StubServer server) => { server.Fail(new IOException("cut")); }) { TestName = "connection cut" };
        yield return new TestCaseData((StubServer server) => { server.Fail(new TimeoutException("late")); }) { TestName = "time-out" };
    }

    [TestCaseSource(nameof(Outcomes))]
    public async Task No_secret_gets_out(Action<StubServer> outcome)
    {
        using var client = new TestClient(configure: options => options with { MaxResponseBytes = 2000 });
        outcome(client.Server);
        var text = "";
        try
        {
            await client.Api.CreateModelAsync(new JsonObject { ["litellm_params"] = new JsonObject { ["api_key"] = BodySecret } }, default);
        }
        catch (LiteLLMException error)
        {
            Assert.That(error.Detail ?? "", Does.Not.Contain(TestClient.MasterKey));
            text = $"{error} {error.Message} {error.Code} {error.Type} {string.Join(' ', error.Data.Values.Cast<object>())}";
        }

        var everything = text + string.Join('\n', client.Log.Lines.Select(line => line.Text));

        Assert.That(everything, Does.Not.Contain(TestClient.MasterKey).And.Not.Contain(BodySecret).And.Not.Contain("canary"));
        Assert.That(client.Server.Requests.Single().Body, Does.Contain(BodySecret), "the secret must reach LiteLLM, or this proves nothing");
    }
}
