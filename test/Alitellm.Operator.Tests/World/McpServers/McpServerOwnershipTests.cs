using Alitellm.Operator.Remote.Content;
using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.World.McpServers;

/// <summary>Entries that exist already, and who owns them.</summary>
public sealed class McpServerOwnershipTests
{
    private const string HandMade = """{"server_name":"exa","transport":"http","url":"http://exa"}""";

    [Test]
    public void L05_An_entry_of_our_name_is_adopted_in_place_and_keeps_its_id()
    {
        using var world = new McpWorld();
        var id = world.LiteLLM.CreateMcpServerByHand(McpWorld.Json(HandMade));
        world.Servers.Apply("exa", McpWorld.Minimal);
        world.World.Started();
        world.World.Minutes(5);

        Assert.That(world.Servers.Ready("exa"), Is.EqualTo("True/Synced"));
        Assert.That((string?)world.Servers.Recorded("exa", "serverID"), Is.EqualTo(id));
        Assert.That((world.LiteLLM.McpServers.Count, world.Count("POST"), world.Count("PUT")), Is.EqualTo((1, 0, 1)));

        world.Servers.Apply("exa", """{"endpoint":"http://other","transport":"http"}""");
        world.World.Seconds(5);
        Assert.That((string?)world.Row(id)["url"], Is.EqualTo("http://other"));
    }

    [Test]
    public void L06_An_entry_under_the_objects_own_spelling_is_adopted_and_renamed()
    {
        using var world = new McpWorld("1.81.13");
        var id = world.LiteLLM.CreateMcpServerByHand(McpWorld.Json("""{"server_name":"foo.bar","transport":"http","url":"http://exa"}"""));
        world.LiteLLM.SetVersion("1.85.1");
        world.Servers.Apply("foo.bar", McpWorld.Minimal);
        world.World.Started();

        Assert.That(((string?)world.Row(id)["server_name"], world.LiteLLM.McpServers.Count), Is.EqualTo(("foo-bar", 1)));
    }

    [Test]
    public void MCP4_With_an_entry_under_each_spelling_the_right_one_is_taken_and_kept()
    {
        using var world = new McpWorld("1.81.13");
        var raw = world.LiteLLM.CreateMcpServerByHand(McpWorld.Json("""{"server_name":"foo.bar","transport":"http","url":"http://raw"}"""));
        world.LiteLLM.SetVersion("1.85.1");
        var right = world.LiteLLM.CreateMcpServerByHand(McpWorld.Json("""{"server_name":"foo-bar","transport":"http","url":"http://right"}"""));
        world.Servers.Apply("foo.bar", McpWorld.Minimal);
        world.World.Started();
        world.World.Minutes(10);

        Assert.That((string?)world.Servers.Recorded("foo.bar", "serverID"), Is.EqualTo(right));
        Assert.That((string?)world.Row(raw)["url"], Is.EqualTo("http://raw"));
        Assert.That(world.LiteLLM.Journal.Writes, Is.EqualTo(1));
    }

    [Test]
    public void An_entry_by_name_and_id_of_our_choice_that_is_not_ours_is_refused_under_Never_and_survives_the_object()
    {
        using var world = new McpWorld();
        world.LiteLLM.CreateMcpServerByHand(McpWorld.Json("""{"server_id":"exa","server_name":"exa","transport":"http","url":"http://hand"}"""));
        world.Servers.Apply("exa", """{"endpoint":"http://exa","transport":"http","adoptionPolicy":"Never","deletionPolicy":"Delete"}""");
        world.World.Started();
        Assert.That(world.Servers.Ready("exa"), Is.EqualTo("False/AdoptionRefused"));

        world.Servers.Delete("exa");
        world.World.Minutes(2);
        Assert.That(world.Servers.Get("exa"), Is.Null);
        Assert.That((string?)world.Row("exa")["url"], Is.EqualTo("http://hand"));
        Assert.That(world.LiteLLM.Journal.Writes, Is.Zero);
    }

    [TestCase("http://exa", "True/Synced")]
    [TestCase("http://else", "False/AdoptionRefused")]
    public void IfIdentical_adopts_what_is_already_right(string url, string ready)
    {
        using var world = new McpWorld();
        var id = world.LiteLLM.CreateMcpServerByHand(McpWorld.Json($$"""{"server_name":"exa","transport":"http","url":"{{url}}"}"""));
        world.Servers.Apply("exa", """{"endpoint":"http://exa","transport":"http","adoptionPolicy":"IfIdentical"}""");
        world.World.Started();

        Assert.That(world.Servers.Ready("exa"), Is.EqualTo(ready));
        Assert.That((string?)world.Row(id)["url"], Is.EqualTo(url));
    }

    [Test]
    public void An_entry_of_another_instance_is_never_written_or_deleted()
    {
        using var world = new McpWorld();
        world.LiteLLM.CreateMcpServerByHand(McpWorld.Json("""{"server_id":"exa","server_name":"exa","transport":"http","url":"http://theirs","mcp_info":{"alitellm_operator":{"v":1,"instance":"other/op","object":"default/exa","uid":"u","hash":"h"}}}"""));
        world.Servers.Apply("exa", McpWorld.Minimal);
        world.World.Started();
        Assert.That(world.Servers.Ready("exa"), Is.EqualTo("False/OwnedElsewhere"));

        world.Servers.Delete("exa");
        world.World.Minutes(2);
        Assert.That((string?)world.Row("exa")["url"], Is.EqualTo("http://theirs"));
    }

    [Test]
    public void An_entry_of_the_reference_operator_is_taken_over_in_place_with_its_recorded_id()
    {
        using var world = new McpWorld();
        var id = world.LiteLLM.CreateMcpServerByHand(McpWorld.Json("""{"server_name":"exa","transport":"http","url":"http://exa","mcp_info":{"created_by":"alitellm-operator/0.8.0","updated_by":"alitellm-operator/0.8.0"}}"""));
        world.Servers.Apply("exa", """{"endpoint":"http://exa","transport":"http","adoptionPolicy":"Never"}""");
        world.Servers.Patch("exa", $$$"""{"status":{"observedGeneration":1,"lastRendered":{"hash":"0123456789abcdef","serverID":"{{{id}}}","at":"2025-01-01T00:00:00Z"} } }""", "status");
        world.World.Started();

        Assert.That((string?)world.Servers.Recorded("exa", "serverID"), Is.EqualTo(id));
        Assert.That((string?)world.Servers.Recorded("exa", "hash"), Does.StartWith("v2:"));
        Assert.That((world.Count("POST"), world.Count("DELETE"), world.LiteLLM.McpServers.Count), Is.EqualTo((0, 0, 1)));
        Assert.That((string?)world.Row(id)["mcp_info"]!["created_by"], Is.EqualTo("alitellm-operator/0.8.0"));
    }

    [Test]
    public void An_id_of_our_choice_that_a_server_of_another_name_has_is_left_to_it()
    {
        using var world = new McpWorld();
        world.LiteLLM.CreateMcpServerByHand(McpWorld.Json("""{"server_id":"exa","server_name":"unrelated","transport":"http","url":"http://hand"}"""));
        world.Servers.Apply("exa", McpWorld.Minimal);
        world.World.Started();
        world.World.Minutes(5);

        var own = DeterministicId.ForModel(OperatorWorld.Instance, "default", "default", "exa");
        Assert.That(world.Servers.Ready("exa"), Is.EqualTo("True/Synced"));
        Assert.That((string?)world.Servers.Recorded("exa", "serverID"), Is.EqualTo(own));
        Assert.That(((string?)world.Row("exa")["server_name"], (string?)world.Row("exa")["url"]), Is.EqualTo(("unrelated", "http://hand")));

        world.LiteLLM.DeleteMcpServerByHand(own);
        world.World.Minutes(3);
        Assert.That((string?)world.Row(own)["server_name"], Is.EqualTo("exa"));
        Assert.That((string?)world.Row("exa")["url"], Is.EqualTo("http://hand"));

        world.Servers.Delete("exa");
        world.World.Minutes(2);
        Assert.That(world.LiteLLM.McpServers.Select(row => (string?)row["server_id"]), Is.EqualTo(["exa"]));
    }

    [Test]
    public void An_adopted_entry_that_vanishes_while_its_name_as_id_is_taken_does_not_become_the_other()
    {
        using var world = new McpWorld();
        var id = world.LiteLLM.CreateMcpServerByHand(McpWorld.Json(HandMade));
        world.Servers.Apply("exa", McpWorld.Minimal);
        world.World.Started();
        world.LiteLLM.CreateMcpServerByHand(McpWorld.Json("""{"server_id":"exa","server_name":"unrelated","transport":"http","url":"http://hand"}"""));
        world.LiteLLM.DeleteMcpServerByHand(id);
        world.World.Minutes(5);

        Assert.That(((string?)world.Row("exa")["server_name"], (string?)world.Row("exa")["url"]), Is.EqualTo(("unrelated", "http://hand")));
        Assert.That(world.Servers.Ready("exa"), Is.EqualTo("True/Synced"));
        Assert.That(world.Names, Is.EquivalentTo(["unrelated", "exa"]));
    }

    [Test]
    public void A_server_of_the_configuration_file_is_left_alone()
    {
        using var world = new McpWorld(options: new LiteLLMWorldOptions { ConfigMcpServers = [McpWorld.Json(HandMade)] });
        world.Servers.Apply("exa", McpWorld.Minimal);
        world.World.Started();
        world.World.Minutes(5);

        Assert.That(world.Servers.Ready("exa"), Is.EqualTo("True/Synced"));
        Assert.That(world.LiteLLM.Journal.Writes, Is.EqualTo(1));
        Assert.That(world.Row("exa"), Is.Not.Null);
    }

    [Test]
    public void MCP2_A_list_that_fails_is_not_taken_for_absence()
    {
        using var world = new McpWorld();
        world.LiteLLM.CreateMcpServerByHand(McpWorld.Json(HandMade));
        world.LiteLLM.Faults.Add(new LiteLLMFault(LiteLLMFaultEffect.Status(500)) { On = "GET /v1/mcp/server" });
        world.Servers.Apply("exa", McpWorld.Minimal);
        world.World.Started();
        Assert.That((world.Servers.Ready("exa"), world.LiteLLM.Journal.Writes), Is.EqualTo(("False/LiteLLMUnavailable", 0)));

        world.LiteLLM.Faults.Clear();
        world.World.Minutes(3);
        Assert.That((world.Servers.Ready("exa"), world.Count("POST"), world.Count("PUT")), Is.EqualTo(("True/Synced", 0, 1)));
    }

    [Test]
    public void A_lost_answer_to_the_create_makes_no_second_entry()
    {
        using var world = new McpWorld();
        world.LiteLLM.Faults.FailNext("POST /v1/mcp/server", LiteLLMFaultEffect.LostAnswer);
        world.Servers.Apply("exa", McpWorld.Minimal);
        world.World.Started();

        Assert.That(world.LiteLLM.McpServers, Has.Count.EqualTo(1));
        Assert.That(world.Servers.Ready("exa"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void L32_An_entry_made_between_the_list_and_the_create_is_met_with_the_adoption_policy()
    {
        using var world = new McpWorld();
        world.World.Started();
        world.LiteLLM.CreateMcpServerByHand(McpWorld.Json("""{"server_id":"exa","server_name":"exa","transport":"http","url":"http://hand"}"""));
        world.Servers.Apply("exa", """{"endpoint":"http://exa","transport":"http","adoptionPolicy":"Never"}""");
        world.World.Minutes(7);

        Assert.That(world.Servers.Ready("exa"), Is.EqualTo("False/AdoptionRefused"));
        Assert.That((string?)world.Row("exa")["url"], Is.EqualTo("http://hand"));
    }

    [Test]
    public void Observe_writes_nothing_and_tells_what_it_sees()
    {
        using var world = new McpWorld();
        world.LiteLLM.CreateMcpServerByHand(McpWorld.Json(HandMade));
        world.LiteLLM.CreateMcpServerByHand(McpWorld.Json("""{"server_name":"edited","transport":"http","url":"http://hand"}"""));
        foreach (var name in new[] { "exa", "edited", "absent" })
        {
            world.Servers.Apply(name, """{"endpoint":"http://exa","transport":"http","managementPolicy":"Observe"}""");
        }

        world.World.Started();

        Assert.That(new[] { "exa", "edited", "absent" }.Select(name => world.Servers.Ready(name)), Is.EqualTo(["True/Observed", "False/DriftDetected", "False/RemoteAbsent"]));
        Assert.That(world.Servers.Drift("edited"), Is.EqualTo(["url"]));
        Assert.That(world.LiteLLM.Journal.Writes, Is.Zero);
        Assert.That(world.Servers.Get("exa")!["metadata"]!["finalizers"], Is.Null);
    }

    [Test]
    public void Suspended_nothing_is_written()
    {
        using var world = McpWorld.Running("""{"endpoint":"http://exa","transport":"http","suspend":true}""");
        Assert.That(OperatorWorld.Condition(world.Servers.Get("exa"), "Suspended"), Is.EqualTo("True/Suspended"));
        Assert.That(world.LiteLLM.McpServers, Is.Empty);

        world.Servers.Apply("exa", McpWorld.Minimal);
        world.World.Seconds(5);
        Assert.That(world.Servers.Ready("exa"), Is.EqualTo("True/Synced"));
    }
}
