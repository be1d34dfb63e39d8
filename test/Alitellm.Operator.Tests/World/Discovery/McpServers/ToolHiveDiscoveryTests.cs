using Alitellm.Testing.ToolHive;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.World.Discovery.McpServers;

/// <summary>What a discovery generates from ToolHive's objects.</summary>
public sealed class ToolHiveDiscoveryTests
{
    private static readonly ToolHiveObject s_fetch = new("a", "fetch");
    private static readonly ToolHiveObject s_osv = new("a", "osv");

    [Test]
    public void Every_object_becomes_a_server_that_is_owned_labelled_and_registered_in_LiteLLM()
    {
        using var cluster = ToolHiveCluster.Running(
            s_fetch,
            new ToolHiveObject("a", "github", "MCPRemoteProxy") { Url = "http://github.a.svc:8080" },
            new ToolHiveObject("b", "all", "VirtualMCPServer") { Url = "http://all.b.svc:4483" },
            new ToolHiveObject("b", "osv") { Url = "http://osv.b.svc:8080/sse#osv", Transport = "stdio", ProxyMode = "sse" });

        var spec = cluster.Servers.Get("th-osv")!["spec"]!;
        var metadata = cluster.Servers.Get("th-fetch")!["metadata"]!;
        var owner = metadata["ownerReferences"]!.AsArray().Single()!;
        Assert.Multiple(() =>
        {
            Assert.That(cluster.Ready(), Is.EqualTo("True/Synced"));
            Assert.That(cluster.Condition("SourceReachable"), Is.EqualTo("True/Ok"));
            Assert.That(cluster.Condition("NameCollision"), Is.EqualTo("False/NoCollisions"));
            Assert.That(cluster.ServerNames, Is.EqualTo(new[] { "th-all", "th-fetch", "th-github", "th-osv" }));
            Assert.That(((string?)spec["endpoint"], (string?)spec["transport"], spec["params"]!.ToJsonString()), Is.EqualTo(("http://osv.b.svc:8080/sse", "sse", "{}")));
            Assert.That((string?)cluster.Servers.Get("th-github")!["spec"]!["endpoint"], Is.EqualTo("http://github.a.svc:8080"), "no path is added");
            Assert.That((string?)metadata["labels"]!["litellm.ackstorm.ai/generated-by"], Is.EqualTo("tools"));
            Assert.That(metadata["finalizers"]!.AsArray().Select(found => (string?)found), Is.EqualTo(new[] { "mcpservers.litellm.ackstorm.ai/finalizer" }));
            Assert.That(
                ((string?)owner["kind"], (string?)owner["uid"], (bool?)owner["controller"], (bool?)owner["blockOwnerDeletion"]),
                Is.EqualTo(("LiteLLMMCPServerDiscovery", (string?)cluster.Discoveries.Get("tools")!["metadata"]!["uid"], true, true)));
            Assert.That(cluster.ServerNames.Select(name => cluster.Servers.Ready(name)), Is.All.EqualTo("True/Synced"));
            Assert.That(cluster.World.LiteLLM.McpServers.Select(row => (string?)row["url"]), Has.Member("http://osv.b.svc:8080/sse").And.Exactly(4).Items);
        });
    }

    [Test]
    public void A_placeholder_stays_as_it_is_in_the_generated_server_and_is_filled_in_for_LiteLLM()
    {
        using var cluster = new ToolHiveCluster();
        cluster.World.Apply(Objects.Secret("mcp", "token", "the-token"));
        cluster.Set(s_fetch);
        cluster.Discover(spec: """{"params":{"static_headers":{"Authorization":"Bearer {{MCP_TOKEN}}"}},"secrets":[{"as":"MCP_TOKEN","secretRef":{"name":"mcp","key":"token"}}]}""");
        cluster.World.Started();

        var spec = cluster.Servers.Get("th-fetch")!["spec"]!;
        Assert.That((string?)spec["params"]!["static_headers"]!["Authorization"], Is.EqualTo("Bearer {{MCP_TOKEN}}"));
        Assert.That(spec["secrets"]!.ToJsonString(), Is.EqualTo("""[{"as":"MCP_TOKEN","secretRef":{"key":"token","name":"mcp"}}]""").Or.EqualTo("""[{"as":"MCP_TOKEN","secretRef":{"name":"mcp","key":"token"}}]"""));
        Assert.That(cluster.Servers.Ready("th-fetch"), Is.EqualTo("True/Synced"));
        Assert.That(cluster.World.LiteLLM.Journal.Calls.Select(call => call.Body ?? ""), Has.Some.Contains("Bearer the-token"));
    }

    [Test]
    public void D43_A_rotated_Secret_reaches_LiteLLM_without_a_look_of_the_discovery()
    {
        using var cluster = new ToolHiveCluster();
        cluster.World.Apply(Objects.Secret("mcp", "token", "the-token"));
        cluster.Set(s_fetch);
        cluster.Discover(spec: """{"params":{"static_headers":{"Authorization":"Bearer {{MCP_TOKEN}}"}},"secrets":[{"as":"MCP_TOKEN","secretRef":{"name":"mcp","key":"token"}}]}""");
        cluster.World.Started();
        var looks = Looks(cluster);
        cluster.World.ForgetJournals();

        cluster.World.Apply(Objects.Secret("mcp", "token", "another-token"));
        cluster.World.Seconds(30);

        Assert.That(cluster.World.LiteLLM.Journal.Calls.Select(call => call.Body ?? ""), Has.Some.Contains("Bearer another-token"));
        Assert.That(Looks(cluster), Is.EqualTo(looks));
    }

    [Test]
    public void Namespaces_that_are_not_named_are_passed_over()
    {
        using var cluster = ToolHiveCluster.Running(s_fetch, new("elsewhere", "osv"));

        Assert.That(cluster.ServerNames, Is.EqualTo(new[] { "th-fetch" }));
        Assert.That(cluster.Skipped(), Is.Empty);
    }

    [Test]
    public void Kinds_that_are_not_named_are_passed_over_and_need_not_be_installed()
    {
        using var cluster = new ToolHiveCluster(installed: false);
        cluster.World.Do(() => cluster.Kubernetes.InstallCrds([ToolHiveCrds.Of("MCPServer")]));
        cluster.Set(s_fetch);
        cluster.Discover(spec: """{"toolhive":{"namespaces":["a"],"kinds":["MCPServer"]}}""");
        cluster.World.Started();

        Assert.That((cluster.Ready(), cluster.ServerNames.Count), Is.EqualTo(("True/Synced", 1)));
        Assert.That(cluster.Kubernetes.Journal.Count("list", "mcpremoteproxies"), Is.Zero);
    }

    [Test]
    public void A_namespace_or_kind_taken_out_of_the_spec_takes_its_servers_away()
    {
        using var cluster = ToolHiveCluster.Running(s_fetch, new("b", "osv"), new("b", "time"), new("b", "all", "VirtualMCPServer"), new("a", "every", "VirtualMCPServer"));

        cluster.Discover(spec: """{"toolhive":{"namespaces":["a"]}}""");
        cluster.World.Minutes(1);
        var withoutNamespace = cluster.ServerNames;
        cluster.Discover(spec: """{"toolhive":{"namespaces":["a"],"kinds":["MCPServer"]}}""");
        cluster.World.Minutes(1);

        Assert.That(withoutNamespace, Is.EqualTo(new[] { "th-every", "th-fetch" }));
        Assert.That(cluster.ServerNames, Is.EqualTo(new[] { "th-fetch" }));
        Assert.That(cluster.Ready(), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void The_only_namespace_may_be_exchanged_for_one_without_objects()
    {
        using var cluster = ToolHiveCluster.Running(s_fetch, s_osv);

        cluster.Discover(spec: """{"toolhive":{"namespaces":["b"]}}""");
        cluster.World.Minutes(1);

        Assert.That(cluster.ServerNames, Is.Empty);
        Assert.That(cluster.Ready(), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void A_source_that_is_emptied_keeps_every_server_until_the_spec_consents()
    {
        using var cluster = ToolHiveCluster.Running(s_fetch, s_osv);

        cluster.World.Do(() =>
        {
            foreach (var found in (ToolHiveObject[])[s_fetch, s_osv])
            {
                cluster.Kubernetes.Delete(ToolHiveCrds.NameOf(found.Kind), found.Namespace, found.Name);
            }
        });
        cluster.World.Minutes(1);
        var held = (cluster.Ready(), string.Join(' ', cluster.ServerNames));
        cluster.Discover(spec: """{"pruneGuard":{"allowEmpty":true}}""");
        cluster.World.Minutes(1);

        Assert.That(held, Is.EqualTo(("False/UpstreamInvalid", "th-fetch th-osv")));
        Assert.That(cluster.ServerNames, Is.Empty);
    }

    [Test]
    public void Filters_look_at_the_name_of_the_server()
    {
        using var cluster = new ToolHiveCluster();
        cluster.Set(s_fetch);
        cluster.Set(s_osv);
        cluster.Set(new("a", "time"));
        cluster.Discover(spec: """{"filters":{"include":["th-[fo].*"],"exclude":["th-osv$"]}}""");
        cluster.World.Started();

        Assert.That(cluster.ServerNames, Is.EqualTo(new[] { "th-fetch" }));
    }

    [Test]
    public void An_excluded_name_goes_even_where_several_objects_make_it()
    {
        using var cluster = ToolHiveCluster.Running(s_fetch, new("b", "fetch"), s_osv);

        cluster.Discover(spec: """{"filters":{"exclude":["th-fetch$"]}}""");
        cluster.World.Minutes(1);

        Assert.That(cluster.ServerNames, Is.EqualTo(new[] { "th-osv" }));
    }

    [Test]
    public void Invalid_patterns_leave_everything_as_it_is_and_the_source_is_reachable()
    {
        using var cluster = ToolHiveCluster.Running(s_fetch);

        cluster.Discover(spec: """{"filters":{"include":["th-("]}}""");
        cluster.World.Minutes(1);

        Assert.That((cluster.Ready(), cluster.Condition("SourceReachable")), Is.EqualTo(("False/InvalidConfig", "True/Ok")));
        Assert.That(cluster.ServerNames, Is.EqualTo(new[] { "th-fetch" }));
    }

    [Test]
    public void An_object_that_loses_its_URL_keeps_its_server_as_it_is()
    {
        using var cluster = ToolHiveCluster.Running(s_fetch, s_osv);
        var before = cluster.Servers.Get("th-fetch")!["spec"]!.ToJsonString();

        cluster.Set(s_fetch with { Url = null });
        cluster.World.Minutes(2);

        Assert.That(cluster.Servers.Get("th-fetch")!["spec"]!.ToJsonString(), Is.EqualTo(before));
        Assert.That(cluster.Servers.Ready("th-fetch"), Is.EqualTo("True/Synced"));
        Assert.That(cluster.Skipped(), Is.EqualTo(new[] { "th-fetch EndpointUnknown a/fetch" }));
    }

    [Test]
    public void An_object_whose_transport_LiteLLM_does_not_speak_makes_no_server()
    {
        using var cluster = ToolHiveCluster.Running(s_fetch, s_osv with { ServedTransport = "stdio" });

        Assert.That(cluster.ServerNames, Is.EqualTo(new[] { "th-fetch" }));
        Assert.That(cluster.Skipped(), Is.EqualTo(new[] { "th-osv InvalidTransport a/osv" }));
    }

    [Test]
    public void D27_A_name_that_gets_too_long_is_skipped_and_its_neighbours_are_not()
    {
        var longest = new string('x', 60);
        using var cluster = ToolHiveCluster.Running(s_fetch, new("a", longest), new("a", longest + "y"));

        Assert.That(cluster.ServerNames, Is.EqualTo(new[] { "th-fetch", $"th-{longest}" }));
        Assert.That(cluster.Skipped().Single(), Does.Contain("InvalidDiscoveredName"));
        Assert.That(cluster.Ready(), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void D29_Of_two_objects_of_one_name_the_one_in_the_alphabetically_last_namespace_counts_and_it_is_said()
    {
        using var cluster = ToolHiveCluster.Running(s_fetch, new("b", "fetch"));

        Assert.That((string?)cluster.Servers.Get("th-fetch")!["spec"]!["endpoint"], Is.EqualTo("http://fetch.b.svc:8080/mcp"));
        Assert.That(cluster.Skipped(), Is.EqualTo(new[] { "th-fetch NameCollision a/fetch" }));
        Assert.That(cluster.Condition("NameCollision"), Is.EqualTo("True/NameCollision"));
        Assert.That(cluster.Message("NameCollision"), Does.Contain("th-fetch (taken by MCPServer b/fetch)"));

        cluster.Remove(new("b", "fetch"));
        cluster.World.Minutes(1);
        Assert.That((string?)cluster.Servers.Get("th-fetch")!["spec"]!["endpoint"], Is.EqualTo("http://fetch.a.svc:8080/mcp"));
        Assert.That(cluster.Condition("NameCollision"), Is.EqualTo("False/NoCollisions"));
    }

    [Test]
    public void Of_two_kinds_with_one_name_in_one_namespace_the_server_counts()
    {
        using var cluster = ToolHiveCluster.Running(new ToolHiveObject("a", "fetch", "MCPRemoteProxy") { Url = "http://proxy" }, s_fetch with { Url = "http://server" });

        Assert.That((string?)cluster.Servers.Get("th-fetch")!["spec"]!["endpoint"], Is.EqualTo("http://server"));
        Assert.That(cluster.Skipped(), Has.Count.EqualTo(1));
    }

    [Test]
    public void A_server_of_a_users_own_is_left_alone()
    {
        using var cluster = new ToolHiveCluster();
        cluster.Servers.Apply("th-fetch", """{"endpoint":"http://by-hand","transport":"sse"}""");
        cluster.Set(s_fetch);
        cluster.Discover();
        cluster.World.Started();

        Assert.That((string?)cluster.Servers.Get("th-fetch")!["spec"]!["endpoint"], Is.EqualTo("http://by-hand"));
        Assert.That(cluster.Servers.Get("th-fetch")!["metadata"]!["ownerReferences"], Is.Null);
        Assert.That(cluster.Skipped(), Is.EqualTo(new[] { "th-fetch ExplicitMCPServerExists th-fetch" }));
        Assert.That(cluster.Ready(), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void Of_two_discoveries_that_share_a_namespace_each_has_servers_of_its_own()
    {
        using var cluster = new ToolHiveCluster();
        cluster.Set(s_fetch);
        cluster.Discover();
        cluster.Discover("others", """{"toolhive":{"namespaces":["a"]}}""", prefix: "x");
        cluster.World.Started();

        cluster.Set(s_osv);
        cluster.World.Seconds(5);

        Assert.That(cluster.ServerNames, Is.EqualTo(new[] { "th-fetch", "th-osv", "x-fetch", "x-osv" }));
    }

    [Test]
    public void A_changed_prefix_renames_the_servers()
    {
        using var cluster = ToolHiveCluster.Running(s_fetch, s_osv);

        cluster.Discover(prefix: "tools");
        cluster.World.Minutes(1);

        Assert.That(cluster.ServerNames, Is.EqualTo(new[] { "tools-fetch", "tools-osv" }));
        Assert.That(cluster.World.LiteLLM.McpServers.Select(row => (string?)row["server_name"]), Is.EquivalentTo(new[] { "tools-fetch", "tools-osv" }));
    }

    [Test]
    public void A_deleted_discovery_takes_its_servers_and_their_entries_with_it()
    {
        using var cluster = ToolHiveCluster.Running(s_fetch, s_osv);

        cluster.Discoveries.Delete("tools");
        cluster.World.Minutes(1);

        Assert.That(cluster.Discoveries.Get("tools"), Is.Null);
        Assert.That(cluster.ServerNames, Is.Empty);
        Assert.That(cluster.World.LiteLLM.McpServers, Is.Empty);
    }

    /// <summary>How often the discoveries were looked at.</summary>
    private static long Looks(ToolHiveCluster cluster) =>
        cluster.World.Operator.Metrics.Sum("alitellm_operator_reconcile_outcome_total", "LiteLLMMCPServerDiscovery");
}
