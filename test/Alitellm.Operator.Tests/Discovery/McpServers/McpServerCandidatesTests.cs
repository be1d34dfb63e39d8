using System.Text.Json.Nodes;
using Alitellm.Api.Common;
using Alitellm.Api.Discoveries;
using Alitellm.Api.McpServerDiscoveries;
using Alitellm.Operator.Discovery.Candidates;
using Alitellm.Operator.Discovery.McpServers;
using Alitellm.Operator.Discovery.McpServers.ToolHive;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Discovery.McpServers;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class McpServerCandidatesTests
{
    private readonly LiteLLMMCPServerDiscovery _discovery = new()
    {
        Metadata = new() { NamespaceProperty = "default", Name = "tools" },
        Spec = new() { Type = "toolhive", Prefix = "th", Toolhive = new() { Namespaces = ["a", "b", "c"] } },
    };

    [Test]
    public void An_object_makes_a_server_of_its_name_behind_the_prefix()
    {
        var listing = Of(Found("a", "fetch"));

        var candidate = listing.Candidates.Single();
        Assert.Multiple(() =>
        {
            Assert.That((candidate.Name, candidate.SourceId), Is.EqualTo(("th-fetch", "a/MCPServer/fetch")));
            Assert.That(candidate.Spec.ToJsonString(), Is.EqualTo("""{"endpoint":"http://fetch.a/mcp","transport":"http","params":{}}"""));
            Assert.That(candidate.Forms, Is.EqualTo(new[] { "th-fetch" }), "filters look at the object's name only");
            Assert.That(listing.Skipped, Is.Empty);
        });
    }

    [Test]
    public void Params_and_secrets_are_handed_on_with_their_placeholders()
    {
        _discovery.Spec.Params = new JsonObject { ["extra_headers"] = new JsonObject { ["Authorization"] = "Bearer {{MCP_TOKEN}}" } };
        _discovery.Spec.Secrets = [new() { As = "MCP_TOKEN", SecretRef = new() { Name = "tools", Key = "token" } }];

        var spec = Of(Found("a", "fetch"), Found("a", "osv")).Candidates.Select(candidate => candidate.Spec).Last();

        Assert.That((string?)spec["params"]!["extra_headers"]!["Authorization"], Is.EqualTo("Bearer {{MCP_TOKEN}}"));
        Assert.That(spec["secrets"]!.ToJsonString(), Is.EqualTo("""[{"as":"MCP_TOKEN","secretRef":{"name":"tools","key":"token"}}]"""));
    }

    [Test]
    public void Other_namespaces_are_passed_over_in_silence()
    {
        var listing = Of(Found("elsewhere", "fetch"), Found("elsewhere", "osv", url: null));

        Assert.That((listing.Candidates.Count, listing.Skipped.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public void An_object_without_URL_is_skipped_and_named()
    {
        var skipped = Of(Found("a", "fetch", url: null)).Skipped.Single();

        Assert.That((skipped.Name, skipped.Reason, skipped.OwnedBy), Is.EqualTo(("th-fetch", SkipReasons.EndpointUnknown, "a/fetch")));
    }

    [Test]
    public void An_object_whose_transport_LiteLLM_does_not_speak_is_skipped_and_says_which()
    {
        var found = Found("a", "fetch");
        found.Status!.Transport = "stdio";

        var skipped = Of(found).Skipped.Single();

        Assert.That((skipped.Name, skipped.Reason, skipped.OwnedBy), Is.EqualTo(("th-fetch", SkipReasons.InvalidTransport, "a/fetch")));
        Assert.That(skipped.Message, Does.Contain("stdio"));
    }

    [Test]
    public void Of_one_name_in_several_namespaces_the_alphabetically_last_has_it()
    {
        var listing = Of(Found("b", "fetch"), Found("c", "fetch"), Found("a", "fetch"), Found("a", "osv"));

        Assert.Multiple(() =>
        {
            Assert.That(listing.Candidates.Select(candidate => candidate.SourceId), Is.EquivalentTo(new[] { "c/MCPServer/fetch", "a/MCPServer/osv" }));
            Assert.That(listing.Skipped.Select(skip => (skip.Name, skip.Reason, skip.OwnedBy)), Is.EquivalentTo(new[]
            {
                ("th-fetch", SkipReasons.NameCollision, "b/fetch"),
                ("th-fetch", SkipReasons.NameCollision, "a/fetch"),
            }));
            Assert.That(listing.Findings.Single(), Is.EqualTo(new Finding(
                ConditionTypes.NameCollision, true, "NameCollision", "several objects make one name: th-fetch (taken by MCPServer c/fetch)")));
        });
    }

    [Test]
    public void The_winner_keeps_the_name_even_while_it_has_no_URL()
    {
        var listing = Of(Found("b", "fetch", url: null), Found("a", "fetch"));

        Assert.That(listing.Candidates, Is.Empty);
        Assert.That(listing.Skipped.Select(skip => (skip.Reason, skip.OwnedBy)), Is.EquivalentTo(new[] { (SkipReasons.EndpointUnknown, "b/fetch"), (SkipReasons.NameCollision, "a/fetch") }));
    }

    [Test]
    public void Of_two_kinds_with_one_name_in_one_namespace_the_earlier_kind_has_it_in_whatever_order_they_come()
    {
        var all = ToolHiveKind.All.Select(kind => Found("a", "fetch", kind: kind.Name)).ToList();

        var winners = new[] { all, [all[2], all[0], all[1]], [all[2], all[1]] }.Select(objects => Of([.. objects]).Candidates.Single().SourceId);

        Assert.That(winners, Is.EqualTo(new[] { "a/MCPServer/fetch", "a/MCPServer/fetch", "a/VirtualMCPServer/fetch" }));
    }

    [Test]
    public void Without_collisions_the_condition_says_so()
    {
        var finding = Of(Found("a", "fetch"), Found("b", "osv")).Findings.Single();

        Assert.That((finding.Type, finding.Status, finding.Reason), Is.EqualTo((ConditionTypes.NameCollision, false, "NoCollisions")));
    }

    [Test]
    public void A_thousand_collisions_fit_into_a_condition()
    {
        var objects = Enumerable.Range(0, 1000).SelectMany(i => new[] { Found("a", $"tool-{i}"), Found("b", $"tool-{i}") });

        var finding = Of([.. objects]).Findings.Single();

        Assert.That(finding.Message, Does.EndWith("and 990 more"));
        Assert.That(finding.Message, Has.Length.LessThan(1000));
    }

    [Test]
    public void A_source_id_is_read_back_as_it_was_written()
    {
        var id = McpServerSourceId.Of(Found("a", "fetch.v2"));

        Assert.That(McpServerSourceId.Parse(id.ToString()), Is.EqualTo(id));
        Assert.That(new[] { "", "fetch", "a/fetch", "a//fetch", "a/b/c/d" }.Select(McpServerSourceId.Parse), Is.All.Null);
    }

    private SourceListing Of(params ToolHiveObject[] objects) => McpServerCandidates.Of(_discovery, objects);

    private static ToolHiveObject Found(string ns, string name, string? url = "default", string kind = ToolHiveKinds.McpServer)
    {
        return new()
        {
            Kind = kind,
            Metadata = new() { NamespaceProperty = ns, Name = name },
            Status = new() { Url = url == "default" ? $"http://{name}.{ns}/mcp" : url },
        };
    }
}
