using System.Net;
using System.Text;
using Alitellm.LiteLLM.Tests.Support;

namespace Alitellm.LiteLLM.Tests.Http;

public sealed class WriteObserverTests
{
    [Test]
    public async Task A_write_is_told_with_what_was_sent_and_what_came_of_it()
    {
        using var client = new TestClient(configure: options => options with { Endpoint = new Uri("http://litellm.test:4000/proxy/") });
        var held = client.Server.Hold();

        var call = client.Api.UpdateModelAsync("m 1", new() { ["model_name"] = "gpt" }, default);
        client.Time.Advance(TimeSpan.FromSeconds(2));
        var answer = StubServer.Json("{}");
        answer.Headers.Add("x-litellm-call-id", "call-7");
        held.SetResult(answer);
        await call;

        var told = client.Writes.All.Single();
        Assert.That(Encoding.UTF8.GetString(told.Body.Span), Is.EqualTo("""{"model_name":"gpt"}"""));
        Assert.That(
            told with { Body = default },
            Is.EqualTo(new SentWrite("model_update", "PATCH", "/model/m%201/update", default) { Status = 200, Succeeded = true, Duration = TimeSpan.FromSeconds(2), RequestId = "call-7" }));
    }

    [Test]
    public async Task Reads_and_the_probe_are_not_told()
    {
        using var client = new TestClient();

        await client.Api.GetReadinessAsync(default);
        await client.Api.ProbeAsync(default);

        Assert.That(client.Writes.All, Is.Empty);
    }

    [Test]
    public async Task What_was_refused_or_got_no_answer_is_told_too_and_an_entry_already_gone_is_a_success()
    {
        using var client = new TestClient();
        client.Server.Answer("", HttpStatusCode.UnprocessableEntity).Fail(new HttpRequestException()).Answer("", HttpStatusCode.NotFound);

        await client.Api.CreateTeamAsync([], default).FailureAsync();
        await client.Api.CreateTeamAsync([], default).FailureAsync();
        await client.Api.DeleteAgentAsync("x", default);

        Assert.That(client.Writes.All.Select(write => (write.Operation, write.Status, write.Succeeded)), Is.EqualTo(new (string, int?, bool)[] { ("team_new", 422, false), ("team_new", null, false), ("a2a_delete", 404, true) }));
    }

    [TestCase("""{"guardrail_id":"g-1"}""", "g-1")]
    [TestCase("""{"guardrail":{"guardrail_id":"g-1"}}""", "g-1")]
    [TestCase("""{"message":"created"}""", null)]
    public async Task The_id_that_LiteLLM_gives_to_a_new_entry_is_told_wrapped_or_not(string answer, string? id)
    {
        using var client = new TestClient();
        client.Server.Answer(answer);

        await client.Api.CreateGuardrailAsync([], default);

        Assert.That(client.Writes.All.Single().MintedId, Is.EqualTo(id));
    }

    [Test]
    public void What_is_told_shows_no_body_as_text()
    {
        Assert.That(new SentWrite("model_new", "POST", "/model/new", "canary"u8.ToArray()).ToString(), Does.Not.Contain("canary"));
    }
}
