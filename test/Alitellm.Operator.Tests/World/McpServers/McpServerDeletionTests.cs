using Alitellm.Operator.Observability;
using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.World.McpServers;

public sealed class McpServerDeletionTests
{
    private const string Orphan = """{"endpoint":"http://exa","transport":"http"}""";
    private const string Delete = """{"endpoint":"http://exa","transport":"http","deletionPolicy":"Delete"}""";
    private const string Route = "DELETE /v1/mcp/server/{id}";

    [TestCase(Orphan)]
    [TestCase(Delete)]
    public void Both_policies_delete_the_entry(string spec)
    {
        using var world = McpWorld.Running(spec);
        world.Servers.Delete("exa");
        world.World.Seconds(10);

        Assert.That((world.Servers.Get("exa"), world.LiteLLM.McpServers.Count), Is.EqualTo(((object?)null, 0)));
    }

    [TestCase(Orphan)]
    [TestCase(Delete)]
    public void L60_An_entry_already_gone_lets_the_object_go(string spec)
    {
        using var world = McpWorld.Running(spec);
        world.LiteLLM.DeleteMcpServerByHand("exa");
        world.Servers.Delete("exa");
        world.World.Seconds(10);

        Assert.That(world.Servers.Get("exa"), Is.Null);
    }

    [TestCase(Orphan)]
    [TestCase(Delete)]
    public void A_wiped_LiteLLM_lets_the_object_go(string spec)
    {
        using var world = McpWorld.Running(spec);
        world.LiteLLM.Wipe();
        world.Servers.Delete("exa");
        world.World.Seconds(10);

        Assert.That(world.Servers.Get("exa"), Is.Null);
    }

    [Test]
    public void L62_Orphan_waits_for_its_grace_while_LiteLLM_is_down_and_Delete_for_LiteLLM()
    {
        using var world = new McpWorld();
        world.Servers.Apply("orphan", Orphan);
        world.Servers.Apply("kept", Delete);
        world.World.Started();
        world.LiteLLM.Faults.Down();
        world.Servers.Delete("orphan");
        world.Servers.Delete("kept");
        world.World.Seconds(25);
        Assert.That((world.Servers.Get("orphan") is null, world.Servers.Get("kept") is null), Is.EqualTo((false, false)));

        world.World.Minutes(5);
        Assert.That((world.Servers.Get("orphan") is null, world.Servers.Get("kept") is null), Is.EqualTo((true, false)));
        Assert.That(world.World.Operator.Metrics.Sum(MetricNames.DeletionOrphaned), Is.EqualTo(1));

        world.LiteLLM.Faults.Up();
        world.World.Minutes(2);
        Assert.That(world.Servers.Get("kept"), Is.Null);
        Assert.That(world.Names, Is.EqualTo(["orphan"]));
    }

    [Test]
    public void L61_A_refused_delete_drains_Orphan_and_blocks_Delete()
    {
        using var world = new McpWorld();
        world.Servers.Apply("orphan", Orphan);
        world.Servers.Apply("kept", Delete);
        world.World.Started();
        world.LiteLLM.Faults.Add(new LiteLLMFault(LiteLLMFaultEffect.Status(403)) { On = Route });
        world.Servers.Delete("orphan");
        world.Servers.Delete("kept");
        world.World.Minutes(3);

        Assert.That((world.Servers.Get("orphan") is null, world.Servers.Get("kept") is null), Is.EqualTo((true, false)));
        Assert.That(world.Servers.Events("kept"), Has.Some.Contains("LiteLLMDeleteBlocked"));
    }

    [TestCase(401)]
    [TestCase(500)]
    [TestCase(503)]
    public void L64_An_unclear_delete_is_tried_again_until_it_is_confirmed(int status)
    {
        using var world = McpWorld.Running(Delete);
        world.LiteLLM.Faults.FailNext(Route, LiteLLMFaultEffect.Status(status), 2);
        world.Servers.Delete("exa");
        world.World.Minutes(5);

        Assert.That((world.Servers.Get("exa") is null, world.LiteLLM.McpServers.Count), Is.EqualTo((true, 0)));
    }

    [TestCase(Orphan)]
    [TestCase(Delete)]
    public void DEL2_An_object_that_never_was_applied_deletes_no_entry_of_its_name(string spec)
    {
        using var world = new McpWorld();
        world.LiteLLM.CreateMcpServerByHand(McpWorld.Json("""{"server_id":"exa","server_name":"exa","transport":"http","url":"http://hand"}"""));
        world.Servers.Apply("exa", spec.Replace("\"transport\"", "\"params\":{\"description\":\"{{NOPE}}\"},\"transport\"", StringComparison.Ordinal));
        world.World.Started();
        Assert.That(world.Servers.Ready("exa"), Is.EqualTo("False/SecretNotFound"));

        world.Servers.Delete("exa");
        world.World.Minutes(1);
        Assert.That(world.Servers.Get("exa"), Is.Null);
        Assert.That((string?)world.Row("exa")["url"], Is.EqualTo("http://hand"));
    }

    [TestCase(Orphan)]
    [TestCase(Delete)]
    public void DEL1_While_the_list_fails_nothing_is_taken_for_absent(string spec)
    {
        using var world = new McpWorld();
        world.Servers.Apply("exa", spec);
        world.World.Started();
        world.LiteLLM.Faults.Add(new LiteLLMFault(LiteLLMFaultEffect.Status(500)) { On = "/v1/mcp/server*" });
        world.Servers.Delete("exa");
        world.World.Seconds(20);

        Assert.That(world.Servers.Get("exa"), Is.Not.Null);
        world.LiteLLM.Faults.Clear();
        world.World.Minutes(2);
        Assert.That((world.Servers.Get("exa") is null, world.LiteLLM.McpServers.Count), Is.EqualTo((true, 0)));
    }

    [Test]
    public void An_adopted_entry_goes_with_its_object()
    {
        using var world = new McpWorld();
        var id = world.LiteLLM.CreateMcpServerByHand(McpWorld.Json("""{"server_name":"exa","transport":"http","url":"http://exa"}"""));
        world.Servers.Apply("exa", Delete);
        world.World.Started();
        world.Servers.Delete("exa");
        world.World.Seconds(10);

        Assert.That(world.LiteLLM.FindMcpServer(id), Is.Null);
    }
}
