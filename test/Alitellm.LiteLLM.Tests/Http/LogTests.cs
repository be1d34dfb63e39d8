using System.Net;
using System.Text.Json.Nodes;
using Alitellm.LiteLLM.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Alitellm.LiteLLM.Tests.Http;

public sealed class LogTests
{
    [Test]
    public async Task A_request_is_one_line_of_method_path_status_and_latency()
    {
        using var client = new TestClient();
        var held = client.Server.Hold();
        var call = client.Api.ListTeamsAsync(1, 100, "filter", default);
        client.Time.Advance(TimeSpan.FromMilliseconds(42));
        held.SetResult(StubServer.Json("{}"));
        await call;

        Assert.That(client.Log.Lines, Is.EqualTo(new[] { (LogLevel.Debug, "GET /v2/team/list 200 42 ms") }));
    }

    [Test]
    public async Task Writes_and_failures_are_worth_more_than_reads()
    {
        using var client = new TestClient();
        client.Server.Answer("{}").Answer("", HttpStatusCode.UnprocessableEntity).Fail(new HttpRequestException("the error text"));

        await client.Api.CreateModelAsync([], default);
        await client.Api.GetAgentAsync("x", default).FailureAsync();
        await client.Api.GetAgentAsync("y", default).FailureAsync();

        Assert.That(client.Log.Lines, Is.EqualTo(new[]
        {
            (LogLevel.Information, "POST /model/new 200 0 ms"),
            (LogLevel.Information, "GET /v1/agents/x 422 0 ms"),
            (LogLevel.Information, "GET /v1/agents/y error 0 ms"),
        }));
    }

    [Test]
    public async Task A_request_that_was_not_sent_leaves_no_line()
    {
        using var client = new TestClient();
        client.Server.Answer("", HttpStatusCode.TooManyRequests, retryAfter: "5");
        await client.Api.GetAgentAsync("x", default).FailureAsync();
        client.Log.Lines.Clear();

        await client.Api.GetAgentAsync("x", default).FailureAsync();

        Assert.That(client.Log.Lines, Is.Empty);
    }

    [Test]
    public async Task Bodies_are_logged_only_on_demand_and_reach_the_caller_all_the_same()
    {
        using var client = new TestClient(configure: options => options with { DangerouslyLogBodies = true });
        client.Server.Answer("""{"answer":1}""").Answer("""{"detail":"no"}""", HttpStatusCode.UnprocessableEntity);

        var answer = await client.Api.CreateModelAsync(new JsonObject { ["request"] = 1 }, default);
        var error = await client.Api.GetAgentAsync("x", default).FailureAsync();

        Assert.That(answer.ToJsonString(), Is.EqualTo("""{"answer":1}"""));
        Assert.That(error.Detail, Is.EqualTo("no"));
        Assert.That(client.Server.Requests[0].Body, Is.EqualTo("""{"request":1}"""));
        Assert.That(client.Log.Lines.Select(line => line.Text), Is.EqualTo(new[]
        {
            "POST /model/new 200 0 ms",
            """request body: {"request":1} response body: {"answer":1}""",
            "GET /v1/agents/x 422 0 ms",
            """request body:  response body: {"detail":"no"}""",
        }));
    }
}
