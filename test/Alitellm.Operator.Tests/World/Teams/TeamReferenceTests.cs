using System.Text.Json.Nodes;
using NUnit.Framework;
using static Alitellm.Operator.Tests.World.Teams.Teams;

namespace Alitellm.Operator.Tests.World.Teams;

public sealed class TeamReferenceTests
{
    private const string All = """{"accessGroups":["group"],"permission":{"mcpServers":["server"],"agents":["helper"],"mcpToolsets":["tools"]}}""";

    [TestCase("""{"accessGroups":["x"]}""", "AccessGroupNotFound")]
    [TestCase("""{"permission":{"accessGroups":["x"]}}""", "AccessGroupNotFound")]
    [TestCase("""{"permission":{"mcpServers":["x"]}}""", "MCPServerNotFound")]
    [TestCase("""{"permission":{"agents":["x"]}}""", "AgentNotFound")]
    [TestCase("""{"permission":{"mcpToolsets":["x"]}}""", "ToolsetNotFound")]
    public void A_missing_name_parks_the_team_with_its_own_reason_and_nothing_is_written(string spec, string reason)
    {
        using var world = Running(spec);

        Assert.That(world.TeamReady(), Is.EqualTo($"False/{reason}"));
        Assert.That(OperatorWorld.Message(world.TeamObject()), Does.EndWith("x"));
        Assert.That(world.TeamWrites(), Is.Empty);
    }

    [Test]
    public void A_parked_team_is_woken_by_whatever_it_waits_for_and_not_by_a_timer()
    {
        using var world = Running(All);
        Assert.That(world.TeamReady(), Is.EqualTo("False/AccessGroupNotFound"));

        world.Apply(Objects.Of("LiteLLMAccessGroup", "group", "default", Json("""{"models":["m"]}""")));
        world.Seconds(20);
        Assert.That(world.TeamReady(), Is.EqualTo("False/MCPServerNotFound"));
        world.Apply(Objects.Of("LiteLLMMCPServer", "server", "default", Json("""{"endpoint":"http://s.example","transport":"http"}""")));
        world.Seconds(20);
        Assert.That(world.TeamReady(), Is.EqualTo("False/AgentNotFound"));
        world.LiteLLM.CreateAgentByHand(Json("""{"agent_name":"helper","agent_card_params":{"name":"helper","url":"http://a"}}"""));
        world.Seconds(40);
        Assert.That(world.TeamReady(), Is.EqualTo("False/ToolsetNotFound"));
        world.Apply(Objects.Of("LiteLLMMCPToolset", "tools", "default", Json("""{"from":[{"server":"server","tools":["t"]}]}""")));
        world.Seconds(20);

        Assert.That(world.TeamReady(), Is.EqualTo("True/Synced"), world.Describe());
        var row = world.Stored();
        Assert.That(row.List("access_group_ids"), Is.EqualTo([world.LiteLLM.FindAccessGroup("group")!.Id]));
        Assert.That(row.Grants("mcp_servers"), Is.EqualTo(world.LiteLLM.McpServers.Select(server => (string?)server["server_id"])));
        Assert.That(row.Grants("agents"), Is.EqualTo(world.LiteLLM.Agents.Select(agent => (string?)agent["agent_id"])));
        Assert.That(row.Grants("mcp_toolsets"), Is.EqualTo(world.LiteLLM.Toolsets.Select(toolset => (string?)toolset["toolset_id"])));
    }

    [TestCase("accessGroups", "access_group_ids", "[]")]
    [TestCase("mcpServers", "mcp_servers", "[]")]
    [TestCase("agents", "agents", $"[\"{NoAgents}\"]")]
    [TestCase("mcpToolsets", "mcp_toolsets", "[]")]
    public void T4_an_omitted_grant_by_name_is_revoked(string grant, string field, string revoked)
    {
        using var world = Granted();
        Assert.That(Value(world, field), Is.Not.EqualTo(revoked));

        var spec = Json(All);
        spec.Remove(grant);
        spec["permission"]!.AsObject().Remove(grant);
        world.Apply(Team("ops", spec.ToJsonString()));
        world.Minutes(3);

        Assert.That(Value(world, field), Is.EqualTo(revoked));
        Assert.That(world.TeamReady(), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void Another_id_of_the_same_name_reaches_the_team_and_a_lost_one_parks_it_without_narrowing()
    {
        using var world = Granted();
        var old = world.LiteLLM.FindAgent("helper")!["agent_id"]!.GetValue<string>();
        world.LiteLLM.DeleteAgentByHand(old);
        world.Minutes(2);
        Assert.That((world.TeamReady(), world.Stored().Grants("agents").Single()), Is.EqualTo(("False/AgentNotFound", old)));

        var id = world.LiteLLM.CreateAgentByHand(Json("""{"agent_name":"helper","agent_card_params":{"name":"helper","url":"http://a"}}"""));
        world.Minutes(2);
        Assert.That((world.TeamReady(), world.Stored().Grants("agents").Single()), Is.EqualTo(("True/Synced", id)));
    }

    [Test]
    public void Deleting_a_group_parks_its_teams_and_edits_none()
    {
        using var world = Granted();
        world.ForgetJournals();
        world.Delete("litellmaccessgroups.litellm.ackstorm.ai", "group");
        world.Minutes(3);

        Assert.That(world.TeamReady(), Is.EqualTo("False/AccessGroupNotFound"));
        Assert.That(world.TeamWrites(), Is.Empty);
    }

    [Test]
    public void Attaching_a_team_leaves_the_groups_own_assignments_to_LiteLLM()
    {
        using var world = Granted();

        Assert.That(world.LiteLLM.FindAccessGroup("group")!.List("assigned_team_ids"), Is.EqualTo(["ops"]));
        Assert.That(world.LiteLLM.Journal.Calls.Where(call => call.IsWrite && call.Path.Contains("access_group", StringComparison.Ordinal)).Select(call => call.Body), Has.None.Contains("assigned"));
        world.ForgetJournals();
        world.Minutes(15);
        Assert.That(world.LiteLLM.Journal.Writes, Is.Zero);
    }

    private static OperatorWorld Granted()
    {
        var world = WorldOf();
        world.Apply(Objects.Of("LiteLLMAccessGroup", "group", "default", Json("""{"models":["m"]}""")));
        world.Apply(Objects.Of("LiteLLMMCPServer", "server", "default", Json("""{"endpoint":"http://s.example","transport":"http"}""")));
        world.Apply(Objects.Of("LiteLLMMCPToolset", "tools", "default", Json("""{"from":[{"server":"server","tools":["t"]}]}""")));
        world.LiteLLM.CreateAgentByHand(Json("""{"agent_name":"helper","agent_card_params":{"name":"helper","url":"http://a"}}"""));
        world.Apply(Team("ops", All));
        world.Started();
        Assert.That(world.TeamReady(), Is.EqualTo("True/Synced"), world.Describe());
        return world;
    }

    private static string Value(OperatorWorld world, string field)
    {
        return ((JsonNode?)world.Stored().Columns[field] ?? world.Stored().ObjectPermission![field])!.ToJsonString();
    }
}
