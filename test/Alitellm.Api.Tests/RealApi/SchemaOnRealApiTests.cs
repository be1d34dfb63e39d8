using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alitellm.Api.Common;

namespace Alitellm.Api.Tests.RealApi;

public sealed class SchemaOnRealApiTests
{
    private static IEnumerable<TestCaseData> ReferenceManifests => Cases(Repository.Path("test", "Alitellm.Api.Tests", "Assets", "manifests"));

    private static IEnumerable<TestCaseData> Samples => Cases(Repository.Path("samples"));

    private static IEnumerable<string> Kinds => ApiKinds.All.Select(k => k.Kind);

    [TestCaseSource(nameof(Kinds))]
    public async Task The_CRD_is_established_and_its_schema_structural(string kind)
    {
        var (_, crd) = await RealApiSetup.Api.GetAsync($"apis/apiextensions.k8s.io/v1/customresourcedefinitions/{Kind(kind).CrdName}");

        var conditions = crd["status"]!["conditions"]!.AsArray().ToDictionary(c => (string)c!["type"]!, c => (string)c!["status"]!);
        Assert.That(conditions, Is.EquivalentTo(new Dictionary<string, string> { ["NamesAccepted"] = "True", ["Established"] = "True" }));
    }

    [TestCaseSource(nameof(ReferenceManifests))]
    [TestCaseSource(nameof(Samples))]
    public async Task A_good_manifest_is_accepted_and_survives_our_types(JsonObject manifest)
    {
        var path = (string)manifest["kind"]! == "Secret" ? "api/v1/namespaces/default/secrets" : ApiServer.Objects((string)manifest["kind"]!);

        var (status, created) = await RealApiSetup.Api.CreateAsync(path, (JsonObject)manifest.DeepClone(), dryRun: true);

        Assert.That(status, Is.EqualTo(HttpStatusCode.Created), created.ToJsonString());
        if (Kinds.Contains((string)manifest["kind"]!))
        {
            var type = AlitellmJsonContext.Default.GetTypeInfo(ObjectTypes.Of((string)manifest["kind"]!))!;
            var read = JsonSerializer.Deserialize(created, type)!;
            var written = JsonSerializer.SerializeToNode(read, type)!;
            var expected = created["spec"] ?? new JsonObject();
            Assert.That(JsonNode.DeepEquals(written["spec"], expected), Is.True, $"{written["spec"]?.ToJsonString()} is not {expected.ToJsonString()}");
        }
    }

    [Test]
    public void There_is_a_manifest_of_every_kind() =>
        Assert.That(ReferenceManifests.Select(c => (string)((JsonObject)c.Arguments[0]!)["kind"]!).Distinct(), Is.EquivalentTo(Kinds));

    [TestCaseSource(nameof(Kinds))]
    public async Task A_new_object_is_one_that_no_operator_has_seen(string kind)
    {
        var created = await CreateAsync(kind, $"new-{kind.ToLowerInvariant()}");

        Assert.That((long)created["status"]!["observedGeneration"]!, Is.EqualTo(-1));
        Assert.That(created["status"]!.AsObject().Select(f => f.Key).Except(["observedGeneration", "discoveredCount", "generatedCount", "pendingCount"]), Is.Empty);
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task Every_status_field_our_types_can_write_is_kept(string kind)
    {
        var created = await CreateAsync(kind, $"status-{kind.ToLowerInvariant()}");
        var type = AlitellmJsonContext.Default.GetTypeInfo(ObjectTypes.Of(kind))!;
        var full = (JsonObject)JsonSerializer.SerializeToNode(FullObject.Of(ObjectTypes.Of(kind)), type)!["status"]!.DeepClone();
        created["status"] = full.DeepClone();

        var (status, written) = await RealApiSetup.Api.ReplaceAsync($"{ApiServer.Objects(kind)}/{created["metadata"]!["name"]}/status", created);

        Assert.That(status, Is.EqualTo(HttpStatusCode.OK), written.ToJsonString());
        Assert.That(JsonNode.DeepEquals(written["status"], full), Is.True, $"{written["status"]!.ToJsonString()} is not {full.ToJsonString()}");
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task Every_spec_field_our_types_can_write_is_known(string kind)
    {
        var type = AlitellmJsonContext.Default.GetTypeInfo(ObjectTypes.Of(kind))!;
        var full = (JsonObject)JsonSerializer.SerializeToNode(FullObject.Of(ObjectTypes.Of(kind)), type)!.DeepClone();
        full["metadata"] = new JsonObject { ["name"] = "full" };
        full.Remove("status");

        var (_, answer) = await RealApiSetup.Api.CreateAsync(ApiServer.Objects(kind), full, dryRun: true);

        // Some values break rules between fields; none may be unknown or of a wrong type.
        Assert.That(answer.ToJsonString(), Does.Not.Contain("unknown field").And.Not.Contain("FieldValueTypeInvalid"));
    }

    [Test]
    public async Task Every_reason_fits_a_condition()
    {
        var created = await CreateAsync("LiteLLMModel", "reasons");
        created["status"] = new JsonObject
        {
            ["conditions"] = new JsonArray([.. ConditionReasons.All.Select(r => new JsonObject
            {
                ["type"] = "Test" + r,
                ["status"] = "True",
                ["reason"] = r,
                ["message"] = "",
                ["lastTransitionTime"] = "2026-10-01T08:00:00Z",
            })]),
        };

        var (status, written) = await RealApiSetup.Api.ReplaceAsync($"{ApiServer.Objects("LiteLLMModel")}/reasons/status", created);

        Assert.That(status, Is.EqualTo(HttpStatusCode.OK), written.ToJsonString());
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task Kubectl_explain_shows_every_field_of_spec_and_status(string kind)
    {
        var (_, openApi) = await RealApiSetup.Api.GetAsync("openapi/v3/apis/litellm.ackstorm.ai/v1alpha1");

        var schema = openApi["components"]!["schemas"]![$"ai.ackstorm.litellm.v1alpha1.{kind}"]!;
        Assert.That(Undescribed(schema["properties"]!["spec"]!, "spec").Concat(Undescribed(schema["properties"]!["status"]!, "status")), Is.Empty);
    }

    [TestCase("LiteLLMConnection", "Ready,Reason,Age,*Endpoint,*Version,*Message")]
    [TestCase("LiteLLMModel", "Ready,Reason,ModelID,Age,*Connection,*Message")]
    [TestCase("LiteLLMModelAlias", "Ready,Reason,Age,*Connection,*Message")]
    [TestCase("LiteLLMModelDiscovery", "Type,Ready,Reason,Discovered,Generated,Age,*Message")]
    [TestCase("LiteLLMTeam", "Ready,Reason,TeamID,Age,*Connection,*Message")]
    [TestCase("LiteLLMGuardRail", "Ready,Reason,Guardrail,Provider,Mode,DefaultOn,ID,Age,*Connection,*Message")]
    [TestCase("LiteLLMMCPServer", "Ready,Reason,ServerID,Age,*Connection,*Message")]
    [TestCase("LiteLLMMCPServerDiscovery", "Type,Ready,Reason,Discovered,Generated,Age,*Message")]
    [TestCase("LiteLLMMCPToolset", "Ready,Reason,ToolsetID,Age,*Connection,*Message")]
    [TestCase("LiteLLMA2AAgent", "Ready,Reason,AgentID,Age,*Connection,*Message")]
    [TestCase("LiteLLMAccessGroup", "Ready,Reason,GroupID,Age,*Connection,*Message")]
    public async Task Kubectl_get_shows_the_columns(string kind, string expected)
    {
        var (_, table) = await RealApiSetup.Api.GetAsync(ApiServer.Objects(kind), "application/json;as=Table;g=meta.k8s.io;v=v1");

        var columns = table["columnDefinitions"]!.AsArray().Skip(1).Select(c => ((int)c!["priority"]! > 0 ? "*" : "") + c["name"]);
        Assert.That(string.Join(',', columns), Is.EqualTo(expected));
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task Short_name_and_category_are_served(string kind)
    {
        var (_, list) = await RealApiSetup.Api.GetAsync("apis/litellm.ackstorm.ai/v1alpha1");

        var resource = list["resources"]!.AsArray().Single(r => (string)r!["name"]! == Kind(kind).Plural)!;
        Assert.That(
            (resource["shortNames"]!.ToJsonString(), resource["categories"]!.ToJsonString(), (bool)resource["namespaced"]!),
            Is.EqualTo(($"[\"{Kind(kind).ShortName}\"]", "[\"litellm\"]", true)));
    }

    [Test]
    public async Task Defaults_are_the_reference_operators()
    {
        var connection = await CreateAsync("LiteLLMConnection", "defaults");
        var model = await CreateAsync("LiteLLMModel", "defaults");
        var discovery = await CreateAsync("LiteLLMMCPServerDiscovery", "defaults");

        Assert.That(connection["spec"]!["maxBurst"]!.ToJsonString(), Is.EqualTo("10"));
        Assert.That(connection["spec"]!["maxRequestsPerSecond"]!.ToJsonString(), Is.EqualTo("5"));
        Assert.That((string)connection["spec"]!["mcpToolPrefixSeparator"]!, Is.EqualTo("."));
        Assert.That((string)connection["spec"]!["requeueOnRejectedAfter"]!, Is.EqualTo("5m"));
        Assert.That(model["spec"]!.AsObject().Select(f => f.Key), Is.EquivalentTo(new[] { "params", "deletionPolicy" }), "policy fields have no default: Connections may give them one");
        Assert.That((string)model["spec"]!["deletionPolicy"]!, Is.EqualTo("Orphan"));
        Assert.That(discovery["spec"]!["toolhive"]!["kinds"]!.ToJsonString(), Is.EqualTo("""["MCPServer","VirtualMCPServer","MCPRemoteProxy"]"""));
        Assert.That(discovery["status"]!["discoveredCount"]!.ToJsonString(), Is.EqualTo("0"));
    }

    internal static async Task<JsonObject> CreateAsync(string kind, string name, Action<JsonObject>? change = null)
    {
        var manifest = Minimal.Manifest(kind, name);
        change?.Invoke(manifest);
        var (status, created) = await RealApiSetup.Api.CreateAsync(ApiServer.Objects(kind), manifest);
        Assert.That(status, Is.EqualTo(HttpStatusCode.Created), created.ToJsonString());
        return created;
    }

    private static ApiKind Kind(string kind) => ApiKinds.All.Single(k => k.Kind == kind);

    private static IEnumerable<string> Undescribed(JsonNode schema, string path)
    {
        foreach (var (name, field) in schema["properties"]?.AsObject() ?? [])
        {
            if (string.IsNullOrEmpty((string?)field!["description"]))
            {
                yield return $"{path}.{name}";
            }

            foreach (var deeper in Undescribed(field["items"] ?? field, $"{path}.{name}"))
            {
                yield return deeper;
            }
        }
    }

    private static IEnumerable<TestCaseData> Cases(string folder) =>
        Manifests.In(folder).Select(m => new TestCaseData(m.Object).SetArgDisplayNames($"{m.File} {m.Object["metadata"]!["name"]}"));
}
