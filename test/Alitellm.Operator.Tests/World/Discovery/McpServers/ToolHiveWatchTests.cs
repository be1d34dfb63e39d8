using System.Text.Json.Nodes;
using Alitellm.Testing.Kubernetes;
using Alitellm.Testing.ToolHive;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.World.Discovery.McpServers;

/// <summary>How soon a discovery follows ToolHive's objects, and what it does while they cannot be read.</summary>
public sealed class ToolHiveWatchTests
{
    private static readonly ToolHiveObject s_fetch = new("a", "fetch");
    private static readonly ToolHiveObject s_osv = new("a", "osv");
    private static readonly TimeSpan s_promptly = TimeSpan.FromSeconds(2);

    [Test]
    public void A_new_object_has_its_server_within_two_seconds()
    {
        using var cluster = ToolHiveCluster.Running(s_fetch);

        cluster.Set(s_osv);

        Assert.That(cluster.Until(() => cluster.Servers.Get("th-osv") is not null), Is.LessThan(s_promptly));
    }

    [Test]
    public void A_changed_URL_is_in_the_server_within_two_seconds_and_then_in_LiteLLM()
    {
        using var cluster = ToolHiveCluster.Running(s_fetch);

        cluster.Set(s_fetch with { Url = "http://elsewhere/mcp" });
        var took = cluster.Until(() => (string?)cluster.Servers.Get("th-fetch")!["spec"]!["endpoint"] == "http://elsewhere/mcp");
        cluster.World.Minutes(1);

        Assert.That(took, Is.LessThan(s_promptly));
        Assert.That((string?)cluster.World.LiteLLM.McpServers.Single()["url"], Is.EqualTo("http://elsewhere/mcp"));
    }

    [Test]
    public void A_deleted_object_takes_its_server_away_within_two_seconds_and_then_its_entry()
    {
        using var cluster = ToolHiveCluster.Running(s_fetch, s_osv);

        cluster.Remove(s_osv);
        var took = cluster.Until(() => cluster.Servers.Get("th-osv")?["metadata"]?["deletionTimestamp"] is not null || cluster.Servers.Get("th-osv") is null);
        cluster.World.Minutes(1);

        Assert.That(took, Is.LessThan(s_promptly));
        Assert.That(cluster.World.LiteLLM.McpServers, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_change_that_no_discovery_reads_wakes_none()
    {
        using var cluster = ToolHiveCluster.Running(s_fetch);
        var looks = Looks(cluster);

        for (var replicas = 2; replicas < 20; replicas++)
        {
            cluster.Set(s_fetch with { ReadyReplicas = replicas });
            cluster.Set(new ToolHiveObject("elsewhere", "osv") { Url = $"http://osv/{replicas}" });
            cluster.World.Seconds(1);
        }

        Assert.That(Looks(cluster), Is.EqualTo(looks));
    }

    [Test]
    public void D19_A_burst_of_2000_objects_costs_a_few_passes_and_one_write_each()
    {
        using var cluster = ToolHiveCluster.Running(s_fetch);
        var looks = Looks(cluster);
        cluster.World.ForgetJournals();

        // Ten seconds, during which ToolHive also writes a status that nobody reads.
        for (var second = 0; second < 10; second++)
        {
            cluster.World.Do(() => SetMany(cluster, second * 200, 200, replicas: 0));
            cluster.World.Seconds(0.5);
            cluster.World.Do(() => SetMany(cluster, second * 200, 200, replicas: 1));
            cluster.World.Seconds(0.5);
        }

        Assert.That(cluster.Until(() => cluster.ServerNames.Count == 2001), Is.LessThan(s_promptly));
        cluster.World.Seconds(10);
        Assert.That(Looks(cluster) - looks, Is.LessThan(20));
        Assert.That(
            cluster.Kubernetes.Journal.Records.Count(record => record.Request is { Resource: "litellmmcpservers", Subresource: "", ContentType: "application/apply-patch+yaml" }),
            Is.EqualTo(2000));
    }

    [Test]
    public void D19_At_rest_nothing_is_asked_and_nothing_is_written()
    {
        using var cluster = ToolHiveCluster.Running(s_fetch, s_osv);
        cluster.World.ForgetJournals();

        cluster.World.Minutes(30);

        Assert.That((cluster.StatusWrites, cluster.ServerWrites), Is.EqualTo((0, 0)));
        Assert.That(cluster.Kubernetes.Journal.Records.Count(record => record.Request.Group == ToolHiveCrds.Group && record.Request.Verb != "watch"), Is.Zero, "one list each was made at the start, and watches since");
    }

    [Test]
    public void Without_a_discovery_the_cluster_is_not_asked_for_ToolHive()
    {
        using var cluster = new ToolHiveCluster(installed: false);
        cluster.World.Started();
        cluster.World.Minutes(10);

        Assert.That(cluster.Asked, Is.Zero);
    }

    [Test]
    public void With_the_last_discovery_the_watches_end()
    {
        using var cluster = ToolHiveCluster.Running(s_fetch);

        cluster.Discoveries.Delete("tools");
        cluster.World.Minutes(1);
        cluster.World.ForgetJournals();
        cluster.World.Minutes(10);

        Assert.That(cluster.Asked, Is.Zero);
    }

    [Test]
    public void Absent_ToolHive_is_a_source_that_is_not_reached_and_the_operator_is_ready_all_the_same()
    {
        using var cluster = new ToolHiveCluster(installed: false);
        cluster.Discover();
        cluster.World.Started();

        Assert.That((cluster.Ready(), cluster.Condition("SourceReachable")), Is.EqualTo(("False/SourceUnreachable", "False/Unreachable")));
        Assert.That(cluster.Message(), Does.Contain("mcpservers.toolhive.stacklok.dev is not installed").And.Contain("toolhive-operator-crds 0.41.0"));
        Assert.That((cluster.World.Operator.Ready.Ok, cluster.World.Operator.Live.Ok), Is.EqualTo((true, true)));
    }

    [Test]
    public void D26_An_old_ToolHive_is_told_from_none()
    {
        using var cluster = new ToolHiveCluster(installed: false);
        cluster.Install("v1alpha1");
        cluster.Discover();
        cluster.World.Started();

        Assert.That(cluster.Ready(), Is.EqualTo("False/SourceUnreachable"));
        Assert.That(cluster.Message(), Does.Contain("served in v1alpha1 only").And.Contain("v1beta1").And.Contain("toolhive-operator-crds 0.41.0"));
    }

    [Test]
    public void ToolHive_may_come_go_and_come_again_and_no_server_is_lost()
    {
        using var cluster = new ToolHiveCluster(installed: false);
        cluster.Discover();
        cluster.World.Started();

        cluster.Install();
        cluster.Set(s_fetch);
        cluster.Set(s_osv);
        var noticed = cluster.Until(() => cluster.ServerNames.Count == 2 && cluster.Ready() == "True/Synced");
        cluster.World.Minutes(1);
        var uid = (string?)cluster.Servers.Get("th-fetch")!["metadata"]!["uid"];

        cluster.Uninstall();
        cluster.World.Minutes(30);
        var while_gone = (cluster.Ready(), cluster.Condition("SourceReachable"), string.Join(' ', cluster.ServerNames), cluster.World.LiteLLM.McpServers.Count);

        cluster.Install();
        cluster.Set(s_fetch);
        cluster.Set(s_osv);
        var again = cluster.Until(() => cluster.Ready() == "True/Synced");

        Assert.Multiple(() =>
        {
            Assert.That(noticed, Is.LessThan(TimeSpan.FromSeconds(15)));
            Assert.That(while_gone, Is.EqualTo(("False/SourceUnreachable", "False/Unreachable", "th-fetch th-osv", 2)));
            Assert.That(again, Is.LessThan(TimeSpan.FromSeconds(15)));
            Assert.That((string?)cluster.Servers.Get("th-fetch")!["metadata"]!["uid"], Is.EqualTo(uid), "the very same server");
        });
    }

    [TestCase(403, "Forbidden")]
    [TestCase(500, "InternalError")]
    [TestCase(503, "ServiceUnavailable")]
    public void D24_A_refused_list_keeps_every_server_and_says_what_was_refused(int status, string reason)
    {
        using var cluster = ToolHiveCluster.Running(s_fetch, s_osv);

        cluster.Kubernetes.Faults.Add(new FaultRule { Where = request => request.Group == ToolHiveCrds.Group, Action = FaultAction.Answer(status, reason) });
        cluster.World.Do(() => cluster.Kubernetes.Faults.CutWatches(request => request.Group == ToolHiveCrds.Group));
        cluster.World.Minutes(10);

        Assert.That(cluster.ServerNames, Is.EqualTo(new[] { "th-fetch", "th-osv" }));
        Assert.That((cluster.Ready(), cluster.Condition("SourceReachable")), Is.EqualTo(("False/SourceUnreachable", "False/Unreachable")));
        Assert.That(cluster.Message(), Does.Contain("toolhive.stacklok.dev").And.Contain($"{status} {reason}"));

        cluster.Kubernetes.Faults.Clear();
        Assert.That(cluster.Until(() => cluster.Ready() == "True/Synced"), Is.LessThan(TimeSpan.FromSeconds(45)));
    }

    [Test]
    public void An_operator_that_may_not_read_ToolHive_from_the_start_runs_everything_else()
    {
        using var cluster = new ToolHiveCluster();
        cluster.Set(s_fetch);
        cluster.Discover();
        cluster.Kubernetes.Faults.Add(new FaultRule { Where = request => request.Group == ToolHiveCrds.Group, Action = FaultAction.Answer(403, "Forbidden") });
        cluster.World.Apply(Objects.Model("gpt-4o"));
        cluster.World.Started();

        Assert.That((cluster.World.Ready("gpt-4o"), cluster.World.Operator.Ready.Ok), Is.EqualTo(("True/Synced", true)));
        Assert.That((cluster.Ready(), cluster.ServerNames.Count), Is.EqualTo(("False/SourceUnreachable", 0)));
    }

    [Test]
    public void An_object_whose_fields_have_another_shape_is_not_taken_for_a_deleted_one()
    {
        using var cluster = ToolHiveCluster.Running(s_fetch, s_osv);
        var odd = s_fetch.ToManifest();
        odd["status"]!["url"] = new JsonArray("http://one", "http://two");
        odd["spec"]!["transport"] = new JsonObject { ["type"] = "sse" };
        cluster.World.Do(() => cluster.Kubernetes.Update(odd));
        cluster.World.Operator.RequestStop();
        cluster.World.Seconds(5);

        cluster.World.Start("b");
        cluster.World.Minutes(2);

        Assert.That(cluster.ServerNames, Is.EqualTo(new[] { "th-fetch", "th-osv" }));
        Assert.That(cluster.Skipped(), Is.EqualTo(new[] { "th-fetch EndpointUnknown a/fetch" }));
    }

    [Test]
    public void A_restarted_operator_writes_no_server_and_never_says_that_the_source_was_away()
    {
        using var cluster = ToolHiveCluster.Running(s_fetch, s_osv);
        var conditions = Conditions(cluster);
        cluster.World.Operator.RequestStop();
        cluster.World.Seconds(5);
        cluster.World.ForgetJournals();

        cluster.World.Start("b");
        cluster.World.Minutes(2);

        Assert.That(cluster.ServerWrites, Is.Zero, cluster.World.Describe);
        Assert.That(cluster.StatusWrites, Is.EqualTo(1), "when the source was listed last");
        Assert.That(Conditions(cluster), Is.EqualTo(conditions), "no condition moved, not even for a moment");
    }

    private static string? Conditions(ToolHiveCluster cluster) => cluster.Discoveries.Get("tools")!["status"]!["conditions"]!.ToJsonString();

    private static void SetMany(ToolHiveCluster cluster, int first, int count, int replicas)
    {
        for (var i = first; i < first + count; i++)
        {
            cluster.Kubernetes.Apply(new ToolHiveObject("b", $"tool-{i:d4}") { ReadyReplicas = replicas }.ToManifest());
        }
    }

    private static long Looks(ToolHiveCluster cluster) =>
        cluster.World.Operator.Metrics.Sum("alitellm_operator_reconcile_outcome_total", "LiteLLMMCPServerDiscovery");
}
