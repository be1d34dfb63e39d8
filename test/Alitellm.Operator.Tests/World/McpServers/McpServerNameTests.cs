using Alitellm.Operator.Observability;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.World.McpServers;

/// <summary>Names, the separator, and objects whose names become one.</summary>
public sealed class McpServerNameTests
{
    [TestCase("1.85.1", ".", "test-exa-mcp", "test-exa-mcp")]
    [TestCase("1.85.1", ".", "foo.bar", "foo-bar")]
    [TestCase("1.81.13", "-", "test-exa-mcp", "test.exa.mcp")]
    [TestCase("1.81.13", "-", "foo.bar", "foo.bar")]
    public void L06_L07_Only_the_refused_character_is_replaced(string version, string separator, string name, string registered)
    {
        using var world = new McpWorld(version, separator);
        world.Servers.Apply(name, McpWorld.Minimal);
        world.World.Started();

        Assert.That(world.Servers.Ready(name), Is.EqualTo("True/Synced"));
        Assert.That(world.Names, Is.EqualTo([registered]));
        Assert.That((string?)world.Servers.Recorded(name, "serverID"), Is.EqualTo(registered));
    }

    [TestCase("1.81.13", ".", "-")]
    [TestCase("1.85.1", "-", ".")]
    public void A_LiteLLM_that_refuses_the_character_is_LiteLLMRejected_with_the_separator_to_set(string version, string set, string toSet)
    {
        using var world = new McpWorld(version, set);
        world.Servers.Apply("foo-bar", McpWorld.Minimal);
        world.World.Started();

        Assert.That(world.Servers.Ready("foo-bar"), Is.EqualTo("False/LiteLLMRejected"));
        Assert.That(world.Servers.Message("foo-bar"), Does.Contain($"set spec.mcpToolPrefixSeparator of the LiteLLMConnection to \"{toSet}\""));

        world.World.Apply(Objects.Connection(spec: $$"""{"mcpToolPrefixSeparator":"{{toSet}}"}"""));
        world.World.Minutes(6);
        Assert.That(world.Servers.Ready("foo-bar"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void MCP1_Another_separator_renames_the_entry_in_place()
    {
        using var world = new McpWorld("1.81.13", "-");
        world.Servers.Apply("foo-bar", McpWorld.Minimal);
        world.World.Started();
        Assert.That(world.Names, Is.EqualTo(["foo.bar"]));

        world.LiteLLM.SetVersion("1.85.1");
        world.World.Apply(Objects.Connection(spec: """{"mcpToolPrefixSeparator":"."}"""));
        world.World.Minutes(10);

        var row = world.LiteLLM.McpServers.Single();
        Assert.That(((string?)row["server_id"], (string?)row["server_name"], (string?)row["alias"]), Is.EqualTo(("foo.bar", "foo-bar", "foo-bar")));
        Assert.That((string?)world.Servers.Recorded("foo-bar", "serverID"), Is.EqualTo("foo.bar"));
        Assert.That(world.Servers.Ready("foo-bar"), Is.EqualTo("True/Synced"));
        Assert.That((world.Count("POST"), world.Count("DELETE")), Is.EqualTo((1, 0)));
    }

    [Test]
    public void MCP1_Also_without_a_record_of_the_id_the_entry_is_found_by_its_marker()
    {
        using var world = new McpWorld("1.85.1");
        world.LiteLLM.SetVersion("1.81.13");
        world.LiteLLM.CreateMcpServerByHand(McpWorld.Json($$$"""{"server_id":"old","server_name":"foo.bar","transport":"http","url":"http://exa","mcp_info":{"alitellm_operator":{"v":1,"instance":"{{{OperatorWorld.Instance}}}","object":"default/foo-bar","uid":"u","hash":"h"} } }"""));
        world.LiteLLM.SetVersion("1.85.1");
        world.Servers.Apply("foo-bar", McpWorld.Minimal);
        world.World.Started();
        world.World.Minutes(3);

        Assert.That(((string?)world.LiteLLM.McpServers.Single()["server_id"], (string?)world.LiteLLM.McpServers.Single()["server_name"]), Is.EqualTo(("old", "foo-bar")));
    }

    [Test]
    public void L09_Of_two_objects_that_become_one_name_the_last_wins_and_the_other_is_silent()
    {
        using var world = Collapsing();

        Assert.That((world.Servers.Ready("foo.bar"), world.Servers.Ready("foo-bar")), Is.EqualTo(("True/Synced", "False/Conflict")));
        Assert.That(world.Servers.Message("foo-bar"), Does.Contain("superseded by default/foo.bar"));
        Assert.That(world.Servers.Recorded("foo-bar", "serverID"), Is.Null);
        Assert.That(world.Servers.Events("foo-bar"), Has.Some.Contains("ConflictDetected"));
        Assert.That((world.Count("POST"), world.LiteLLM.Journal.Writes), Is.EqualTo((1, 1)));
        Assert.That((string?)world.Row("foo-bar")["url"], Is.EqualTo("http://dot"));
        Assert.That(world.World.Operator.Metrics.Sum(MetricNames.Conflicts, "loser"), Is.EqualTo(1));
    }

    [Test]
    public void L11_The_loser_is_promoted_when_the_winner_goes_and_takes_the_entry_over_in_place()
    {
        using var world = Collapsing();
        world.Servers.Delete("foo.bar");
        world.World.Minutes(2);

        Assert.That(world.Servers.Get("foo.bar"), Is.Null);
        Assert.That(world.Servers.Ready("foo-bar"), Is.EqualTo("True/Synced"));
        Assert.That((string?)world.Row("foo-bar")["url"], Is.EqualTo("http://dash"));
        Assert.That((string?)world.Row("foo-bar")["mcp_info"]!["alitellm_operator"]!["object"], Is.EqualTo("default/foo-bar"));
        Assert.That(world.Servers.Events("foo-bar"), Has.Some.Contains("ConflictWon"));
        Assert.That(world.Count("DELETE"), Is.Zero);
        Assert.That(world.World.Operator.Metrics.Sum(MetricNames.Conflicts, "winner"), Is.EqualTo(1));
    }

    [TestCase("Orphan")]
    [TestCase("Delete")]
    public void DEL3_A_deleted_loser_leaves_the_winners_entry_alone(string policy)
    {
        using var world = Collapsing($$"""{"endpoint":"http://dash","transport":"http","deletionPolicy":"{{policy}}"}""");
        world.Servers.Delete("foo-bar");
        world.World.Minutes(2);

        Assert.That(world.Servers.Get("foo-bar"), Is.Null);
        Assert.That(world.Count("DELETE"), Is.Zero);
        Assert.That(world.Servers.Ready("foo.bar"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void A_later_winner_takes_the_entry_of_the_one_that_was_alone_before()
    {
        using var world = new McpWorld("1.85.1");
        world.Servers.Apply("foo-bar", """{"endpoint":"http://dash","transport":"http"}""");
        world.World.Started();
        world.Servers.Apply("foo.bar", """{"endpoint":"http://dot","transport":"http"}""");
        world.World.Minutes(2);

        Assert.That((world.Servers.Ready("foo.bar"), world.Servers.Ready("foo-bar")), Is.EqualTo(("True/Synced", "False/Conflict")));
        Assert.That((string?)world.LiteLLM.McpServers.Single()["url"], Is.EqualTo("http://dot"));

        world.Servers.Delete("foo-bar");
        world.World.Minutes(2);
        Assert.That(world.LiteLLM.McpServers, Has.Count.EqualTo(1));
    }

    [Test]
    public void L10_No_conflict_is_judged_while_the_Connection_is_unusable()
    {
        using var world = new McpWorld("1.85.1");
        world.LiteLLM.Faults.Down();
        world.Servers.Apply("foo-bar", McpWorld.Minimal);
        world.Servers.Apply("foo.bar", McpWorld.Minimal);
        world.World.Started();

        Assert.That((world.Servers.Ready("foo.bar"), world.Servers.Ready("foo-bar")), Is.EqualTo(("False/LiteLLMUnavailable", "False/LiteLLMUnavailable")));
        world.LiteLLM.Faults.Up();
        world.World.Minutes(3);
        Assert.That((world.Servers.Ready("foo.bar"), world.Servers.Ready("foo-bar")), Is.EqualTo(("True/Synced", "False/Conflict")));
    }

    [Test]
    public void Between_namespaces_the_entry_stays_with_the_object_its_marker_names()
    {
        using var world = new McpWorld(configure: options => options with { Namespaces = [] });
        world.World.Apply(Objects.Secret("litellm", "master-key", "sk-1234", "zone-b"));
        world.World.Apply(Objects.Connection(ns: "zone-b"));
        world.Servers.Apply("exa", """{"endpoint":"http://a","transport":"http"}""");
        world.World.Started();
        world.Servers.Apply("exa", """{"endpoint":"http://b","transport":"http"}""", "zone-b");
        world.World.Minutes(3);

        Assert.That((world.Servers.Ready("exa"), world.Servers.Ready("exa", "zone-b")), Is.EqualTo(("True/Synced", "False/Conflict")));
        Assert.That((string?)world.LiteLLM.McpServers.Single()["url"], Is.EqualTo("http://a"));
    }

    private static McpWorld Collapsing(string loser = """{"endpoint":"http://dash","transport":"http"}""")
    {
        var world = new McpWorld("1.85.1");
        world.Servers.Apply("foo-bar", loser);
        world.Servers.Apply("foo.bar", """{"endpoint":"http://dot","transport":"http"}""");
        world.World.Started();
        return world;
    }
}
