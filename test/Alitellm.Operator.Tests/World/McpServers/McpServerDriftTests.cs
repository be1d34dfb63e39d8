using Alitellm.Operator.Observability;
using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.World.McpServers;

public sealed class McpServerDriftTests
{
    [TestCase("url", "\"http://hand\"")]
    [TestCase("transport", "\"sse\"")]
    [TestCase("alias", "\"nick\"")]
    [TestCase("server_name", "\"renamed\"")]
    [TestCase("description", "\"by hand\"")]
    [TestCase("auth_type", "\"basic\"")]
    [TestCase("allowed_tools", "[\"other\"]")]
    [TestCase("mcp_access_groups", "[\"public\"]")]
    [TestCase("static_headers", "{\"x\":\"y\"}")]
    [TestCase("allow_all_keys", "true")]
    [TestCase("available_on_public_internet", "true")]
    [TestCase("mcp_info", "{\"extra\":1}")]
    public void A_hand_edit_of_any_field_is_undone_shown_and_counted(string field, string value)
    {
        using var world = McpWorld.Running();
        var before = world.Row("exa")[field]?.ToJsonString();
        world.LiteLLM.EditMcpServerByHand("exa", McpWorld.Json($$"""{"{{field}}":{{value}}}"""));
        world.World.Seconds(75);

        Assert.That(world.Row("exa")[field]?.ToJsonString(), Is.EqualTo(before));
        Assert.That(world.Servers.Drift("exa"), Has.Some.StartsWith(field));
        Assert.That(world.World.Operator.Metrics.Sum(MetricNames.DriftCorrected, "update_drifted"), Is.EqualTo(1));
        Assert.That(world.Servers.Ready("exa"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void A_marker_removed_by_hand_comes_back()
    {
        using var world = McpWorld.Running();
        world.LiteLLM.EditMcpServerByHand("exa", McpWorld.Json("""{"mcp_info":{"alitellm_operator":null}}"""));
        world.World.Seconds(75);

        Assert.That((string?)world.Row("exa")["mcp_info"]!["alitellm_operator"]!["object"], Is.EqualTo("default/exa"));
    }

    [Test]
    public void L03_A_hand_delete_is_undone_under_the_same_id()
    {
        using var world = McpWorld.Running();
        world.LiteLLM.DeleteMcpServerByHand("exa");
        world.World.Seconds(75);

        Assert.That(world.Row("exa"), Is.Not.Null);
        Assert.That(world.World.Operator.Metrics.Sum(MetricNames.DriftCorrected, "create_missing"), Is.EqualTo(1));
        Assert.That(world.Servers.Ready("exa"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void The_first_create_counts_as_no_drift()
    {
        using var world = McpWorld.Running();

        Assert.That(world.World.Operator.Metrics.Sum(MetricNames.DriftCorrected), Is.Zero);
    }

    [Test]
    public void L03_A_wiped_proxy_gets_all_its_servers_back()
    {
        using var world = new McpWorld();
        foreach (var index in Enumerable.Range(0, 9))
        {
            world.Servers.Apply($"s{index}", McpWorld.Minimal);
        }

        world.World.Started();
        world.LiteLLM.Wipe();
        world.World.Minutes(3);

        Assert.That(world.LiteLLM.McpServers, Has.Count.EqualTo(9));
    }

    [Test]
    public void Report_shows_drift_and_leaves_it_until_the_spec_changes()
    {
        using var world = McpWorld.Running("""{"endpoint":"http://exa","transport":"http","driftPolicy":"Report"}""");
        world.LiteLLM.EditMcpServerByHand("exa", McpWorld.Json("""{"url":"http://hand"}"""));
        world.World.Minutes(5);
        Assert.That((world.Servers.Ready("exa"), world.Count("PUT")), Is.EqualTo(("False/DriftDetected", 0)));

        world.Servers.Apply("exa", """{"endpoint":"http://new","transport":"http","driftPolicy":"Report"}""");
        world.World.Minutes(1);
        Assert.That(((string?)world.Row("exa")["url"], world.Servers.Ready("exa")), Is.EqualTo(("http://new", "True/Synced")));
    }

    [Test]
    public void Processes_of_LiteLLM_that_lag_make_no_write()
    {
        using var world = new McpWorld(options: new LiteLLMWorldOptions { Replicas = 2 });
        foreach (var index in Enumerable.Range(0, 4))
        {
            world.Servers.Apply($"s{index}", McpWorld.Minimal);
        }

        world.World.Started();
        world.Servers.Apply("s0", """{"endpoint":"http://new","transport":"http"}""");
        world.World.Minutes(10);

        Assert.That(world.LiteLLM.Journal.Writes, Is.EqualTo(5));
        Assert.That(Enumerable.Range(0, 4).Select(index => world.Servers.Ready($"s{index}")), Is.All.EqualTo("True/Synced"));
    }

    [Test]
    public void L22_An_upgrade_that_changes_a_default_of_LiteLLM_costs_one_write_per_server()
    {
        using var world = McpWorld.Running(version: "1.82.0");
        world.LiteLLM.SetVersion("1.84.0");
        world.World.Minutes(15);

        Assert.That((bool?)world.Row("exa")["available_on_public_internet"], Is.True);
        Assert.That((world.Count("PUT"), world.Servers.Ready("exa")), Is.EqualTo((1, "True/Synced")));
    }

    [Test]
    public void L08_An_entry_that_vanishes_each_time_it_is_created_is_throttled()
    {
        using var world = new McpWorld(configure: options => options with
        {
            Operator = settings => settings with { RecreateLimitPerMinute = 1, PollInterval = TimeSpan.FromSeconds(5), SettleWindow = TimeSpan.FromSeconds(5) },
        });
        world.Servers.Apply("exa", McpWorld.Minimal);
        world.World.Started();
        for (var round = 0; round < 40 && world.Servers.Ready("exa") != "False/RecreateThrottled"; round++)
        {
            if (world.LiteLLM.FindMcpServer("exa") is not null)
            {
                world.LiteLLM.DeleteMcpServerByHand("exa");
            }

            world.World.Seconds(5);
        }

        Assert.That(world.Servers.Ready("exa"), Is.EqualTo("False/RecreateThrottled"));
    }
}
