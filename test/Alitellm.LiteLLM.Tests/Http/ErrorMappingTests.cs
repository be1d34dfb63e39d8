using System.Net;
using System.Text;
using Alitellm.LiteLLM.Tests.Support;

namespace Alitellm.LiteLLM.Tests.Http;

public sealed class ErrorMappingTests
{
    [Test]
    public async Task The_message_holds_route_status_code_and_type_and_the_words_are_kept_apart()
    {
        using var client = new TestClient();
        client.Server.Answer("""{"error":{"message":"rpm must be a number","type":"bad_request_error","param":"rpm","code":"400"}}""", HttpStatusCode.BadRequest);

        var error = await client.Api.UpdateModelAsync("secret-id", [], default).FailureAsync();

        Assert.That(error.Message, Is.EqualTo("model_update: PATCH /model/{id}/update answered 400 (code 400, type bad_request_error)"));
        Assert.That(
            (error.Class, error.Status, error.Operation, error.Code, error.Type, error.Detail, error.Unclear, error.RetryAfter),
            Is.EqualTo((LiteLLMErrorClass.Rejected, (int?)400, "model_update", "400", "bad_request_error", "rpm must be a number", false, (TimeSpan?)null)));
    }

    [Test]
    public async Task An_entry_that_a_DELETE_does_not_find_is_deleted()
    {
        using var client = new TestClient();
        client.Server.Otherwise = (_, _) => Task.FromResult(StubServer.Json("""{"detail":"Agent not found"}""", HttpStatusCode.NotFound));

        await client.Api.DeleteAgentAsync("x", default);
        await client.Api.DeleteGuardrailAsync("x", default);
        await client.Api.DeleteMcpServerAsync("x", default);
        await client.Api.DeleteToolsetAsync("x", default);
        await client.Api.DeleteAccessGroupAsync("x", default);

        Assert.That((await client.Api.GetAgentAsync("x", default).FailureAsync()).Class, Is.EqualTo(LiteLLMErrorClass.NotFound));
        Assert.That((await client.Api.DeleteModelAsync(new DeleteModelRequest("x"), default).FailureAsync()).Class, Is.EqualTo(LiteLLMErrorClass.NotFound));
    }

    [Test]
    public async Task A_route_that_an_old_LiteLLM_does_not_have_is_told_from_a_missing_entry()
    {
        using var client = new TestClient();
        client.Server.Answer("""{"detail":"Not Found"}""", HttpStatusCode.NotFound).Answer("""{"detail":"Access group 'x' not found"}""", HttpStatusCode.NotFound);

        Assert.That((await client.Api.ListToolsetsAsync(default).FailureAsync()).RouteMissing);
        Assert.That((await client.Api.GetAccessGroupAsync("x", default).FailureAsync()).RouteMissing, Is.False);
    }

    [Test]
    public async Task Code_and_type_are_redacted_and_shortened()
    {
        using var client = new TestClient();
        client.Server.Answer(
            $$$"""{"error":{"message":"m","type":"{{{TestClient.MasterKey}}}","code":"{{{new string('c', 500)}}}"}}""",
            HttpStatusCode.BadRequest);

        var error = await client.Api.CreateTeamAsync([], default).FailureAsync();

        Assert.That(error.Type, Is.EqualTo("[REDACTED]"));
        Assert.That(error.Code, Has.Length.EqualTo(64));
        Assert.That(error.Message, Does.Not.Contain("canary"));
    }

    [Test]
    public async Task The_servers_words_are_redacted_and_shortened()
    {
        using var client = new TestClient();
        client.Keys.Key = "plain-master-key";
        client.Server.Answer("{\"detail\":\"key plain-master-key and sk-another-key-1 " + new string('ä', 1000) + "\"}", HttpStatusCode.UnprocessableEntity);

        var error = await client.Api.CreateTeamAsync([], default).FailureAsync();

        Assert.That(error.Detail, Does.StartWith("key [REDACTED] and [REDACTED] ä"));
        Assert.That(Encoding.UTF8.GetByteCount(error.Detail!), Is.LessThanOrEqualTo(512));
    }

    [Test]
    public async Task A_redirect_is_not_followed()
    {
        using var client = new TestClient();
        client.Server.Answer("", HttpStatusCode.TemporaryRedirect);

        var error = await client.Api.ProbeAsync(default).FailureAsync();

        Assert.That((error.Class, error.Status), Is.EqualTo((LiteLLMErrorClass.Transient, (int?)307)));
        Assert.That(client.Server.Requests, Has.Count.EqualTo(1));
    }
}
