using NUnit.Framework;
using static Alitellm.Operator.Tests.World.AccessGroups.AccessGroups;

namespace Alitellm.Operator.Tests.World.AccessGroups;

public sealed class AccessGroupReferenceTests
{
    private const string Servers = "access_mcp_server_ids";
    private const string Agents = "access_agent_ids";

    [TestCase("""{"mcpServers":["b","a"],"models":["m"]}""", "False/MCPServerNotFound")]
    [TestCase("""{"agents":["b","a"],"models":["m"]}""", "False/AgentNotFound")]
    public void L27_A_missing_name_parks_the_group_naming_all_and_no_partial_group_is_made(string spec, string ready)
    {
        using var world = Running(spec);

        Assert.That(world.GroupReady(), Is.EqualTo(ready));
        Assert.That(OperatorWorld.Message(world.GroupObject()), Does.EndWith("a, b"));
        Assert.That(world.GroupWrites(), Is.Empty);
    }

    [Test]
    public void Objects_and_hand_made_entries_resolve_and_wake_a_parked_group()
    {
        using var world = Running("""{"mcpServers":["mine","theirs"],"agents":["helper"]}""");
        world.Apply(Server("mine"));
        world.Seconds(20);
        var theirs = world.LiteLLM.CreateMcpServerByHand(Json("""{"server_name":"theirs","url":"http://x","transport":"http"}"""));
        world.Seconds(40);
        Assert.That(world.GroupReady(), Is.EqualTo("False/AgentNotFound"));
        world.Apply(Agent("helper"));
        world.Seconds(20);

        Assert.That(world.GroupReady(), Is.EqualTo("True/Synced"), world.Describe());
        Assert.That(world.Stored().List(Servers), Is.EquivalentTo([theirs, "mine"]));
        Assert.That(world.Stored().List(Agents), Is.EqualTo([(string?)world.LiteLLM.FindAgent("helper")!["agent_id"]]));
    }

    [Test]
    public void A_server_is_found_by_the_name_of_its_object_and_by_the_name_it_has_in_LiteLLM()
    {
        using var world = WorldOf();
        world.Apply(Server("foo.bar"));
        world.Apply(Group("by-object", """{"mcpServers":["foo.bar"]}"""));
        world.Started();
        var stored = (string)world.LiteLLM.McpServers.Single()["server_name"]!;
        world.Apply(Group("by-name", $$"""{"mcpServers":["{{stored}}"]}"""));
        world.Seconds(20);

        Assert.That((world.GroupReady("by-object"), world.GroupReady("by-name")), Is.EqualTo(("True/Synced", "True/Synced")));
        Assert.That(world.Stored("by-object").List(Servers), Is.EqualTo(world.Stored("by-name").List(Servers)));
    }

    [TestCase("""{"mcp_access_groups":["t"]}""")]
    [TestCase("""{"access_groups":["t"]}""")]
    [TestCase("""{"mcp_access_groups":["t"],"access_groups":["other"]}""")]
    public void A_tag_added_to_a_server_adds_its_id_and_a_removed_one_takes_it(string tagged)
    {
        using var world = WorldOf();
        world.Apply(Server("plain"));
        world.Apply(Group("g", """{"mcpServerGroups":["t"]}"""));
        world.Started();
        Assert.That((world.GroupReady(), world.Stored().List(Servers).Count), Is.EqualTo(("True/Synced", 0)));

        world.Apply(Server("plain", tagged));
        world.Minutes(2);
        Assert.That(world.Stored().List(Servers), Is.EqualTo(["plain"]));

        world.Apply(Server("plain"));
        world.Minutes(2);
        Assert.That(world.Stored().List(Servers), Is.Empty);
        Assert.That(world.GroupReady(), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void L72_Tags_of_agents_select_registered_live_objects_of_the_namespace_only()
    {
        using var world = WorldOf();
        world.Apply(Agent("one", """{"agent_access_groups":["t"]}"""));
        world.Apply(Agent("two", """{"agent_access_groups":["other"],"access_groups":["t"]}"""));
        world.Apply(Group("g", """{"agentGroups":["t","nobody"]}"""));
        world.Started();
        Assert.That(world.Stored().List(Agents), Is.EqualTo([(string?)world.LiteLLM.FindAgent("one")!["agent_id"]]));

        world.Delete("litellma2aagents.litellm.ackstorm.ai", "one");
        world.Minutes(2);
        Assert.That((world.GroupReady(), world.Stored().List(Agents).Count), Is.EqualTo(("True/Synced", 0)));
    }

    [Test]
    public void An_agent_made_again_under_another_id_reaches_the_group()
    {
        using var world = WorldOf();
        world.Apply(Agent("helper"));
        world.Apply(Group("g", """{"agents":["helper"]}"""));
        world.Started();
        var old = world.Stored().List(Agents).Single();
        world.LiteLLM.DeleteAgentByHand(old);
        world.Minutes(5);

        Assert.That(world.Stored().List(Agents).Single(), Is.Not.EqualTo(old).And.EqualTo((string?)world.LiteLLM.FindAgent("helper")!["agent_id"]));
        Assert.That(world.GroupReady(), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void L26_L27_Shrinking_to_nothing_sends_empty_lists()
    {
        using var world = WorldOf();
        world.Apply(Server("s"));
        world.Apply(Agent("a"));
        world.Apply(Group("g", """{"models":["m"],"mcpServers":["s"],"agents":["a"]}"""));
        world.Started();
        world.ForgetJournals();
        world.Apply(Group("g"));
        world.Minutes(2);

        Assert.That(world.GroupWrites().Single().Body, Is.EqualTo("""{"access_group_name":"g","description":null,"access_model_names":[],"access_mcp_server_ids":[],"access_agent_ids":[]}"""));
        Assert.That((world.Stored().List(Servers).Count, world.Stored().List(Agents).Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public void L73_A_unified_group_and_a_tag_on_models_of_one_name_are_two_things()
    {
        using var world = WorldOf();
        world.Apply(Objects.Model("gpt", """{"params":{"model":"openai/gpt-4o"},"info":{"access_groups":["g"]}}"""));
        world.Apply(Group("g"));
        world.Started();

        Assert.That(world.Stored().List("access_model_names"), Is.Empty);
        Assert.That(world.LiteLLM.Journal.Calls.Select(call => call.Path), Has.None.StartsWith("/access_group/"));
    }
}
