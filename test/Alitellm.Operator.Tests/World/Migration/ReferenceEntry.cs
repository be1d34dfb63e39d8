using System.Text.Json.Nodes;
using Alitellm.Api;
using Alitellm.Testing.LiteLLM;

namespace Alitellm.Operator.Tests.World.Migration;

/// <summary>An object as the reference operator leaves it, with what it wrote into LiteLLM.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Finalizer">Its finalizer.</param>
/// <param name="IdKey">What <c>status.lastRendered</c> calls the id; null where there is none.</param>
/// <param name="Spec">The spec as JSON.</param>
/// <param name="Write">Writes the entry, and returns its id.</param>
/// <param name="Ids">The ids LiteLLM has for this kind.</param>
/// <param name="Hash">What else the reference operator recorded.</param>
internal sealed record ReferenceEntry(
    string Kind, string Finalizer, string? IdKey, string Spec, Func<LiteLLMWorld, string?> Write, Func<LiteLLMWorld, IEnumerable<string>> Ids, string Hash = "{}")
{
    private const string Stamp = "alitellm-operator/0.8.2";

    public const string Name = "one";

    public static IReadOnlyList<ReferenceEntry> OfEveryKind { get; } =
    [
        new(
            "LiteLLMModel",
            "models.litellm.ackstorm.ai/finalizer",
            "modelID",
            """{"params":{"model":"openai/gpt-4o"}}""",
            litellm => litellm.CreateModelByHand(Json($$$"""{"model_name":"one","litellm_params":{"model":"openai/gpt-4o"},"model_info":{"access_groups":["default"],"created_by":"{{{Stamp}}}","updated_by":"{{{Stamp}}}"}}""")),
            litellm => litellm.Models.Select(static row => row.Id),
            """{"infoHash":"89abcdef","paramsKeys":["model"],"infoKeys":["access_groups"]}"""),
        new(
            "LiteLLMTeam",
            "teams.litellm.ackstorm.ai/finalizer",
            "teamID",
            """{"permission":{"models":["one"]}}""",
            litellm => litellm.CreateTeamByHand(Json("""{"team_id":"one","team_alias":"one","models":["one"]}""")),
            litellm => litellm.Teams.Select(static row => row.Id)),
        new(
            "LiteLLMGuardRail",
            "guardrails.litellm.ackstorm.ai/finalizer",
            "guardrailID",
            """{"guardrailName":"one","provider":"lakera","mode":["pre_call"]}""",
            litellm => litellm.CreateGuardrailByHand(Json("""{"guardrail_name":"one","litellm_params":{"guardrail":"lakera","mode":["pre_call"],"default_on":false},"guardrail_info":{}}""")),
            litellm => litellm.Guardrails.Select(static row => row.Id),
            """{"definitionLocation":"db","poolSize":1}"""),
        new(
            "LiteLLMMCPServer",
            "mcpservers.litellm.ackstorm.ai/finalizer",
            "serverID",
            """{"endpoint":"http://one.example","transport":"http"}""",
            litellm => litellm.CreateMcpServerByHand(Json($$"""{"server_id":"one","server_name":"one","alias":"one","transport":"http","url":"http://one.example","mcp_info":{"created_by":"{{Stamp}}","updated_by":"{{Stamp}}"} }""")),
            litellm => litellm.McpServers.Select(static row => (string)row["server_id"]!)),
        new(
            "LiteLLMA2AAgent",
            "a2aagents.litellm.ackstorm.ai/finalizer",
            "agentID",
            """{"endpoint":"http://one.example","agentCard":{"name":"One","description":"first","version":"1.0.0"}}""",
            litellm => litellm.CreateAgentByHand(Json($$"""{"agent_name":"one","agent_card_params":{"name":"One","description":"first","version":"1.0.0","url":"http://one.example"},"litellm_params":{"created_by":"{{Stamp}}"} }""")),
            litellm => litellm.Agents.Select(static row => (string)row["agent_id"]!)),
        new(
            "LiteLLMMCPToolset",
            "mcptoolsets.litellm.ackstorm.ai/finalizer",
            "toolsetID",
            """{"from":[{"server":"one","tools":["search"]}]}""",
            litellm => litellm.CreateToolsetByHand(Json("""{"toolset_name":"one","tools":[{"server_id":"one","tool_name":"search"}]}""")),
            litellm => litellm.Toolsets.Select(static row => (string)row["toolset_id"]!)),
        new(
            "LiteLLMAccessGroup",
            "accessgroups.litellm.ackstorm.ai/finalizer",
            "accessGroupID",
            """{"models":["one"]}""",
            litellm => litellm.CreateAccessGroupByHand(Json("""{"access_group_name":"one","access_model_names":["one"]}""")),
            litellm => litellm.AccessGroups.Select(static row => row.Id)),
        new(
            "LiteLLMModelAlias",
            "modelaliases.litellm.ackstorm.ai/finalizer",
            null,
            """{"aliases":[{"name":"fast","value":"one"}]}""",
            litellm =>
            {
                litellm.SetRouterSettingsByHand(Json("""{"model_group_alias":{"fast":"one","by-hand":"one"}}"""));
                return null;
            },
            static _ => []),
    ];

    private string Resource => ApiKinds.All.Where(kind => kind.Kind == Kind).Select(static kind => $"{kind.Plural}.{kind.Group}").Single();

    /// <summary>Writes the object and the entry; the recorded id is the entry's.</summary>
    public void Leave(OperatorWorld world)
    {
        var manifest = Objects.Of(Kind, Name, "default", Json(Spec));
        manifest["metadata"]!["finalizers"] = new JsonArray(Finalizer);
        world.Apply(manifest);
        Record(world, Write(world.LiteLLM));
    }

    /// <summary>Puts the reference operator's status in the place of what is there.</summary>
    public void Record(OperatorWorld world, string? id)
    {
        var found = Get(world);
        var patch = new JsonObject { ["status"] = Status(id, found["metadata"]!["generation"]!.ToJsonString()) };
        foreach (var (field, _) in found["status"]?.AsObject() ?? [])
        {
            patch["status"]!.AsObject().TryAdd(field, null);
        }

        foreach (var (field, _) in found["status"]?["lastRendered"]?.AsObject() ?? [])
        {
            (patch["status"]!["lastRendered"] as JsonObject)?.TryAdd(field, null);
        }

        world.Do(() => world.Kubernetes.Patch(Resource, "default", Name, patch, "status"));
    }

    public JsonObject Get(OperatorWorld world) => world.Kubernetes.Get(Resource, "default", Name)!;

    public bool IsThere(OperatorWorld world) => world.Kubernetes.Get(Resource, "default", Name) is not null;

    public void Delete(OperatorWorld world) => world.Delete(Resource, Name);

    public string Ready(OperatorWorld world) => OperatorWorld.Condition(Get(world), "Ready");

    /// <summary>The id on record.</summary>
    public string? Recorded(OperatorWorld world) => IdKey is null ? null : (string?)Get(world)["status"]!["lastRendered"]![IdKey];

    private JsonObject Status(string? id, string generation)
    {
        var status = Json($$"""
            {"observedGeneration":{{generation}},
             "conditions":[{"type":"Ready","status":"True","reason":"Synced","message":"","lastTransitionTime":"2025-01-01T00:00:00Z","observedGeneration":{{generation}} }]}
            """);
        if (IdKey is not null)
        {
            var rendered = Json(Hash);
            rendered["hash"] = new string('a', 64);
            rendered[IdKey] = id;
            rendered["at"] = "2025-01-01T00:00:00Z";
            status["lastRendered"] = rendered;
        }

        return status;
    }

    public override string ToString() => Kind;

    private static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();
}
