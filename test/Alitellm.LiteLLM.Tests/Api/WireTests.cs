using System.Text.Json.Nodes;
using Alitellm.LiteLLM.Tests.Support;

namespace Alitellm.LiteLLM.Tests.Api;

/// <summary>Method, path, query and body of each kind of request, as LiteLLM sees them.</summary>
public sealed class WireTests
{
    private static JsonObject Body => new() { ["a"] = 1 };

    private static IEnumerable<TestCaseData> Requests()
    {
        yield return Case("GET /health/readiness", null, api => api.GetReadinessAsync(default));
        yield return Case("POST /key/health", null, api => api.ProbeAsync(default));
        yield return Case("GET /v2/model/info?page=3&size=500", null, api => api.ListModelsAsync(3, 500, default));
        yield return Case("GET /v2/model/info?modelId=alo-1%2F%26", null, api => api.FindModelAsync("alo-1/&", default));
        yield return Case("GET /model/info?litellm_model_id=m", null, api => api.GetServedModelsAsync("m", default));
        yield return Case("GET /model/info", null, api => api.GetServedModelsAsync(null, default));
        yield return Case("GET /v1/models", null, api => api.ListModelNamesAsync(default));
        yield return Case("POST /model/new", """{"a":1}""", api => api.CreateModelAsync(Body, default));
        yield return Case("PATCH /model/a%2Fb%20c/update", """{"a":1}""", api => api.UpdateModelAsync("a/b c", Body, default));
        yield return Case("POST /model/delete", """{"id":"m"}""", api => api.DeleteModelAsync(new DeleteModelRequest("m"), default));
        yield return Case("GET /access_group/list", null, api => api.ListModelAccessGroupsAsync(default));
        yield return Case("GET /router/settings", null, api => api.GetRouterSettingsAsync(default));
        yield return Case("GET /get/config/callbacks", null, api => api.GetConfigCallbacksAsync(default));
        yield return Case("POST /config/update", """{"a":1}""", api => api.UpdateConfigAsync(Body, default));
        yield return Case("GET /v2/team/list?page=1&page_size=100&team_alias=core", null, api => api.ListTeamsAsync(1, 100, "core", default));
        yield return Case("GET /v2/team/list?page=1&page_size=100", null, api => api.ListTeamsAsync(1, 100, null, default));
        yield return Case("GET /team/info?team_id=t", null, api => api.GetTeamAsync("t", default));
        yield return Case("POST /team/new", """{"a":1}""", api => api.CreateTeamAsync(Body, default));
        yield return Case("POST /team/update", """{"a":1}""", api => api.UpdateTeamAsync(Body, default));
        yield return Case("POST /team/delete", """{"team_ids":["t","u"]}""", api => api.DeleteTeamsAsync(new DeleteTeamsRequest("t", "u"), default));
        yield return Case("GET /v2/guardrails/list", null, api => api.ListGuardrailsAsync(default));
        yield return Case("GET /guardrails/g", null, api => api.GetGuardrailAsync("g", default));
        yield return Case("POST /guardrails", """{"a":1}""", api => api.CreateGuardrailAsync(Body, default));
        yield return Case("PUT /guardrails/g", """{"a":1}""", api => api.ReplaceGuardrailAsync("g", Body, default));
        yield return Case("PATCH /guardrails/g", """{"a":1}""", api => api.UpdateGuardrailAsync("g", Body, default));
        yield return Case("DELETE /guardrails/g", null, api => api.DeleteGuardrailAsync("g", default));
        yield return Case("POST /v1/mcp/server", """{"a":1}""", api => api.CreateMcpServerAsync(Body, default));
        yield return Case("PUT /v1/mcp/server", """{"a":1}""", api => api.UpdateMcpServerAsync(Body, default));
        yield return Case("DELETE /v1/mcp/server/s", null, api => api.DeleteMcpServerAsync("s", default));
        yield return Case("GET /v1/mcp/access_groups", null, api => api.ListMcpAccessGroupsAsync(default));
        yield return Case("POST /v1/mcp/toolset", """{"a":1}""", api => api.CreateToolsetAsync(Body, default));
        yield return Case("PUT /v1/mcp/toolset", """{"a":1}""", api => api.UpdateToolsetAsync(Body, default));
        yield return Case("DELETE /v1/mcp/toolset/s", null, api => api.DeleteToolsetAsync("s", default));
        yield return Case("GET /v1/agents/x", null, api => api.GetAgentAsync("x", default));
        yield return Case("POST /v1/agents", """{"a":1}""", api => api.CreateAgentAsync(Body, default));
        yield return Case("PUT /v1/agents/x", """{"a":1}""", api => api.ReplaceAgentAsync("x", Body, default));
        yield return Case("PATCH /v1/agents/x", """{"a":1}""", api => api.UpdateAgentAsync("x", Body, default));
        yield return Case("DELETE /v1/agents/x", null, api => api.DeleteAgentAsync("x", default));
        yield return Case("GET /v1/access_group/x", null, api => api.GetAccessGroupAsync("x", default));
        yield return Case("POST /v1/access_group", """{"a":1}""", api => api.CreateAccessGroupAsync(Body, default));
        yield return Case("PUT /v1/access_group/x", """{"a":1}""", api => api.UpdateAccessGroupAsync("x", Body, default));
        yield return Case("DELETE /v1/access_group/x", null, api => api.DeleteAccessGroupAsync("x", default));
    }

    private static IEnumerable<TestCaseData> BareLists()
    {
        yield return Case("GET /team/list", null, api => api.ListTeamsWithAliasesAsync(default));
        yield return Case("GET /v1/mcp/server", null, api => api.ListMcpServersAsync(default));
        yield return Case("GET /v1/mcp/toolset", null, api => api.ListToolsetsAsync(default));
        yield return Case("GET /v1/agents?health_check=false", null, api => api.ListAgentsAsync(default));
        yield return Case("GET /v1/access_group", null, api => api.ListAccessGroupsAsync(default));
    }

    [TestCaseSource(nameof(Requests))]
    public async Task A_call_becomes_this_request(string line, string? body, Func<ILiteLLMApi, Task> call)
    {
        using var client = new TestClient();

        await call(client.Api);

        var sent = client.Server.Requests.Single();
        Assert.That(sent.ToString(), Is.EqualTo(line));
        Assert.That(sent.Body, Is.EqualTo(body));
        Assert.That(sent.Headers.GetValueOrDefault("Content-Type"), Is.EqualTo(body is null ? null : "application/json"));
        Assert.That(sent.Headers["Accept"], Is.EqualTo("application/json"));
    }

    [TestCaseSource(nameof(BareLists))]
    public async Task A_list_without_an_envelope_is_read(string line, string? body, Func<ILiteLLMApi, Task<IReadOnlyList<JsonObject>>> call)
    {
        using var client = new TestClient();
        client.Server.Answer("""[{"a":1},{"a":2}]""");

        var rows = await call(client.Api);

        Assert.That(client.Server.Requests.Single().ToString(), Is.EqualTo(line));
        Assert.That(client.Server.Requests.Single().Body, Is.EqualTo(body));
        Assert.That(rows.Select(row => (int)row["a"]!), Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public void Every_method_has_its_request_in_this_table() =>
        Assert.That(
            Requests().Concat(BareLists()).Select(data => ((string)data.Arguments[0]!).Split('?')[0]).Distinct().Count(),
            Is.EqualTo(Operations.All.Count - 1),
            "one row per method; the two reads of /v2/model/info share a path");

    [Test]
    public async Task A_path_in_the_endpoint_is_kept([Values("https://gw/litellm", "https://gw/litellm/")] string endpoint)
    {
        using var client = new TestClient(configure: options => options with { Endpoint = new Uri(endpoint) });

        await client.Api.DeleteAgentAsync("x", default);

        Assert.That(client.Server.Requests.Single().ToString(), Is.EqualTo("DELETE /litellm/v1/agents/x"));
    }

    [Test]
    public void An_answer_that_is_in_memory_is_returned_without_leaving_the_thread()
    {
        using var client = new TestClient(EndpointLimits.Default);

        Assert.That(client.Api.CreateModelAsync(Body, default).IsCompletedSuccessfully);
        Assert.That(client.Api.ListModelsAsync(1, 50, default).IsCompletedSuccessfully);
        Assert.That(client.Api.DeleteAgentAsync("x", default).IsCompletedSuccessfully);
    }

    private static TestCaseData Case(string line, string? body, Func<ILiteLLMApi, Task> call) => new(line, body, call) { TestName = line };

    private static TestCaseData Case(string line, string? body, Func<ILiteLLMApi, Task<IReadOnlyList<JsonObject>>> call) => new(line, body, call) { TestName = line };
}
