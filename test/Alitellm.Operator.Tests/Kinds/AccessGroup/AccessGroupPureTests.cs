using System.Text.Json;
using System.Text.Json.Nodes;
using Alitellm.Api;
using Alitellm.Operator.Connections;
using Alitellm.Operator.Kinds.AccessGroup;
using Alitellm.Operator.Remote.Compare;
using Alitellm.Operator.Remote.References;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Kinds.AccessGroup;

/// <summary>Rendering and comparing access groups.</summary>
public sealed class AccessGroupPureTests
{
    [TestCase("{}")]
    [TestCase("""{"description":"","models":[],"mcpServers":[],"agents":[""]}""")]
    public void L26_All_three_lists_are_always_there_and_an_absent_description_is_cleared(string spec)
    {
        Assert.That(Render(spec).Body.ToJsonString(), Is.EqualTo("""{"access_group_name":"g","description":null,"access_model_names":[],"access_mcp_server_ids":[],"access_agent_ids":[]}"""));
    }

    [Test]
    public void L27_Names_and_tags_become_ids_and_models_and_model_groups_are_one_list()
    {
        var body = Render("""{"models":["b","a"],"modelGroups":["tag","a"],"mcpServers":["s"],"mcpServerGroups":["t"],"agents":["x","x"],"agentGroups":["u"]}""").Body;

        Assert.That(body["access_model_names"]!.ToJsonString(), Is.EqualTo("""["a","b","tag"]"""));
        Assert.That(body["access_mcp_server_ids"]!.ToJsonString(), Is.EqualTo("""["id-s","tagged-t-1","tagged-t-2"]"""));
        Assert.That(body["access_agent_ids"]!.ToJsonString(), Is.EqualTo("""["id-x","tagged-u-1","tagged-u-2"]"""));
    }

    [Test]
    public void L31_An_order_is_no_change()
    {
        Assert.That(Render("""{"models":["b","a"]}""").Hash, Is.EqualTo(Render("""{"models":["a","b","b"]}""").Hash));
        Assert.That(Render("""{"description":"d"}""").Hash, Is.Not.EqualTo(Render("{}").Hash));
    }

    [TestCase("""{"access_model_names":["b","a"],"assigned_team_ids":["t"],"access_mcp_servers":[{}],"updated_at":"x"}""", new string[0])]
    [TestCase("""{"access_model_names":["a"]}""", new[] { "access_model_names" })]
    [TestCase("""{"access_model_names":["a","b"],"description":"","access_agent_ids":null}""", new string[0])]
    [TestCase("""{"access_model_names":["a","b"],"description":"by hand"}""", new[] { "description" })]
    [TestCase("""{"access_model_names":["a","b"],"access_group_name":"renamed"}""", new[] { "access_group_name" })]
    [TestCase("""{"access_model_names":["a","b"],"access_agent_ids":["x"]}""", new[] { "access_agent_ids" })]
    public void Differences(string edit, string[] paths)
    {
        var row = JsonNode.Parse("""{"access_group_id":"1","access_group_name":"g"}""")!.AsObject();
        foreach (var (key, value) in JsonNode.Parse(edit)!.AsObject())
        {
            row[key] = value?.DeepClone();
        }

        var comparison = AccessGroupComparer.Compare(Render("""{"models":["a","b"]}"""), ObservedAccessGroup.From(row)!, IgnorePaths.None);
        Assert.That(comparison.Differences.Select(difference => difference.Path), Is.EqualTo(paths));
    }

    [Test]
    public void Assignments_and_stamps_move_no_fingerprint_and_a_row_without_id_is_no_group()
    {
        var one = Observed("""{"access_group_id":"1","access_group_name":"g","assigned_team_ids":[],"updated_at":"a"}""");
        var two = Observed("""{"access_group_id":"1","access_group_name":"g","assigned_team_ids":["t"],"assigned_keys":[{}],"updated_at":"b"}""");

        Assert.That(two!.Fingerprint, Is.EqualTo(one!.Fingerprint));
        Assert.That(Observed("""{"access_group_name":"g"}"""), Is.Null);
    }

    private static ObservedAccessGroup? Observed(string row)
    {
        return ObservedAccessGroup.From(JsonNode.Parse(row)!.AsObject());
    }

    private static AccessGroupDesired Render(string spec)
    {
        var resource = JsonSerializer.Deserialize($$"""{"metadata":{"name":"g"},"spec":{{spec}} }""", AlitellmJsonContext.Default.LiteLLMAccessGroup)!;
        var references = AccessGroupReferences.Of(resource.Spec);
        var ids = references.McpServers.Concat(references.Agents).ToDictionary(
            reference => reference,
            IReadOnlyList<string> (Reference reference) => reference.ByTag ? [$"tagged-{reference.Name}-2", $"tagged-{reference.Name}-1"] : [$"id-{reference.Name}"]);
        return AccessGroupRenderer.Render(resource, new(ConnectionSnapshot.Unknown(default), new Dictionary<string, string>()) { References = new(ids) });
    }
}
