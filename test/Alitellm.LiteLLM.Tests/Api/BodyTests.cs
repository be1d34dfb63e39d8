using System.Text.Json.Nodes;
using Alitellm.LiteLLM.Tests.Support;

namespace Alitellm.LiteLLM.Tests.Api;

public sealed class BodyTests
{
    [TestCase("0.10")]
    [TestCase("1e-7")]
    [TestCase("9007199254740993")]
    [TestCase("12345678901234567890123")]
    [TestCase("0.1000000000000000055511151231257827")]
    public async Task The_text_of_a_number_survives_in_both_directions(string number)
    {
        using var client = new TestClient();
        client.Server.Answer($$"""{"cost":{{number}}}""");

        var answer = await client.Api.CreateModelAsync((JsonObject)JsonNode.Parse($$"""{"cost":{{number}}}""")!, default);

        Assert.That(client.Server.Requests.Single().Body, Is.EqualTo($$"""{"cost":{{number}}}"""));
        Assert.That(answer.ToJsonString(), Is.EqualTo($$"""{"cost":{{number}}}"""));
    }

    [Test]
    public async Task Explicit_nulls_are_sent()
    {
        using var client = new TestClient();

        await client.Api.UpdateTeamAsync(new JsonObject { ["team_id"] = "t", ["max_budget"] = null }, default);

        Assert.That(client.Server.Requests.Single().Body, Is.EqualTo("""{"team_id":"t","max_budget":null}"""));
    }

    [Test]
    public async Task A_page_of_models_is_read_with_parameters_and_facts_as_they_are()
    {
        using var client = new TestClient();
        client.Server.Answer(
            """
            {"data":[{"model_name":"m","litellm_params":{"model":"x/y","input_cost_per_token":"0.001"},"model_info":{"id":"id-1","db_model":true}},
                     {"model_name":"n","litellm_params":null,"model_info":null}],
             "total_count":7,"current_page":2,"total_pages":4,"size":2}
            """);

        var page = await client.Api.ListModelsAsync(2, 2, default);

        Assert.That((page.TotalCount, page.CurrentPage, page.TotalPages, page.Size), Is.EqualTo((7, 2, 4, 2)));
        Assert.That(page.Data[0].ModelName, Is.EqualTo("m"));
        Assert.That(page.Data[0].Id, Is.EqualTo("id-1"));
        Assert.That(page.Data[0].Params.ToJsonString(), Is.EqualTo("""{"model":"x/y","input_cost_per_token":"0.001"}"""));
        Assert.That(page.Data[1].Id, Is.Null);
        Assert.That(page.Data[1].Params, Is.Empty);
    }

    [Test]
    public async Task A_page_without_its_list_is_empty()
    {
        using var client = new TestClient();

        Assert.That((await client.Api.ListModelsAsync(1, 50, default)).Data, Is.Empty);
        Assert.That((await client.Api.ListTeamsAsync(1, 50, null, default)).Teams, Is.Empty);
        Assert.That((await client.Api.GetConfigCallbacksAsync(default)).RouterSettings, Is.Empty);
    }

    [Test]
    public async Task Readiness_tells_the_version()
    {
        using var client = new TestClient();
        client.Server.Answer("""{"status":"connected","db":"connected","cache":null,"litellm_version":"1.81.13","success_callbacks":["x"]}""");

        var readiness = await client.Api.GetReadinessAsync(default);

        Assert.That(readiness, Is.EqualTo(new ReadinessInfo { Status = "connected", Db = "connected", LitellmVersion = "1.81.13" }));
    }

    [TestCase("""{"key":"healthy","logging_callbacks":{"status":"unhealthy","details":"langfuse is down"}}""", "unhealthy", "langfuse is down")]
    [TestCase("""{"key":"healthy","logging_callbacks":null}""", null, null)]
    [TestCase("""{"logging_callbacks":{"status":7}}""", null, null)]
    [TestCase("not json", null, null)]
    [TestCase("", null, null)]
    public async Task Any_success_of_the_probe_proves_the_key(string body, string? status, string? details)
    {
        using var client = new TestClient();
        client.Server.Answer(body);

        Assert.That(await client.Api.ProbeAsync(default), Is.EqualTo(new KeyHealth(status, details)));
    }

    [TestCase("not json")]
    [TestCase("")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("""{"id":1,"id":2}""")]
    public async Task A_success_that_cannot_be_read_is_an_error_of_its_own(string body)
    {
        using var client = new TestClient();
        client.Server.Answer(body).Answer(body);

        var written = await client.Api.CreateModelAsync([], default).FailureAsync();
        var read = await client.Api.GetAgentAsync("x", default).FailureAsync();

        Assert.That((written.Class, written.Status, written.Code, written.Unclear), Is.EqualTo((LiteLLMErrorClass.Transient, (int?)200, "invalid_body", true)));
        Assert.That(read.Unclear, Is.False);
    }

    [Test]
    public async Task Deletes_and_other_answerless_calls_do_not_look_at_the_body()
    {
        using var client = new TestClient();
        client.Server.Answer("").Answer("not json").Answer("[]", System.Net.HttpStatusCode.Accepted);

        await client.Api.DeleteMcpServerAsync("s", default);
        await client.Api.UpdateConfigAsync([], default);
        await client.Api.DeleteModelAsync(new DeleteModelRequest("m"), default);

        Assert.That(client.Server.Requests, Has.Count.EqualTo(3));
    }
}
