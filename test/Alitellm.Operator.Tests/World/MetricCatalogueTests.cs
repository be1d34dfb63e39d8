using System.Text.Json.Nodes;
using Alitellm.Operator.Observability.Catalogue;
using Alitellm.Operator.Tests.Observability;
using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.World;

/// <summary>The catalogue of metrics, from which their reference is made, beside what a scrape shows.</summary>
public sealed class MetricCatalogueTests
{
    [Test]
    public async Task A_run_that_meets_everything_shows_every_family_as_the_catalogue_describes_it_and_no_other()
    {
        using var world = Eventful();

        // Some of the runtime's own need a collection to have happened.
        GC.Collect();

        var page = new MetricsPage(await world.Operator.ScrapeAsync());

        Assert.That(page.Families.Keys.Order(StringComparer.Ordinal), Is.EqualTo(MetricCatalogue.All.Select(family => family.Name).Order(StringComparer.Ordinal)));
        using (Assert.EnterMultipleScope())
        {
            foreach (var family in MetricCatalogue.All)
            {
                Assert.That(page.Families[family.Name], Is.EqualTo((family.Type.ToString().ToLowerInvariant(), family.Meaning)), family.Name);
                var series = page.Series.Keys.Where(name => FamilyOf(name, family)).Select(MetricsPage.LabelsOf).ToList();
                Assert.That(series, Is.Not.Empty, family.Name);
                Assert.That(series.Select(labels => string.Join(',', labels.Keys.Order(StringComparer.Ordinal))).Distinct(), Is.EqualTo([string.Join(',', family.Labels.Select(label => label.Name).Order(StringComparer.Ordinal))]), family.Name);
                foreach (var label in family.Labels.Where(label => label.Values.Count > 0))
                {
                    Assert.That(series.Select(labels => labels[label.Name]).Distinct(), Is.SubsetOf(label.Values), $"{family.Name} {label.Name}");
                }
            }
        }
    }

    [Test]
    public async Task O39_every_family_of_the_operator_moves_when_what_it_counts_happens()
    {
        using var world = Eventful();

        var page = new MetricsPage(await world.Operator.ScrapeAsync());

        var still = MetricCatalogue.All.Where(family => family.Name.StartsWith("alitellm_", StringComparison.Ordinal) && family.Name != SharedByAllWorlds && page.Series.Where(series => FamilyOf(series.Key, family)).All(series => series.Value == 0));
        Assert.That(still.Select(family => family.Name), Is.EquivalentTo(NeverInAGoodRun));
    }

    [Test]
    public async Task O40_after_a_restart_the_gauges_are_there_although_no_status_is_written()
    {
        using var world = new OperatorWorld(new() { Scraped = true });
        world.Apply(Objects.Model("gpt"));
        world.Started();
        world.Operator.RequestStop();
        world.Seconds(5);
        world.ForgetJournals();
        world.Start("b");
        world.Minutes(2);

        var page = new MetricsPage(await world.Operator.ScrapeAsync());

        Assert.That(world.Kubernetes.Journal.Records.Where(record => record.Request.IsWrite && record.Request.Resource.StartsWith("litellm", StringComparison.Ordinal)), Is.Empty);
        Assert.That(page.Series["""alitellm_operator_connection_ready{cr_namespace="default",name="default",reason="Synced"}"""], Is.EqualTo(1));
        Assert.That(page.Series["""alitellm_operator_objects{cr_namespace="default",kind="LiteLLMModel",ready="True",reason="Synced"}"""], Is.EqualTo(1));
        Assert.That(page.Family("alitellm_operator_cr_status_age_seconds"), Has.Exactly(1).Contains("\"gpt\""));
    }

    private const string Other = "other";

    /// <summary>Read from every group of Leases in the process: those of worlds that ended before this one are in the way.</summary>
    private const string SharedByAllWorlds = "alitellm_operator_lease_held";

    /// <summary>What only a bug, or an API server that refuses, makes happen.</summary>
    private static IEnumerable<string> NeverInAGoodRun =>
    [
        "alitellm_operator_reconcile_panics_total", "alitellm_operator_informer_handler_errors_total", "alitellm_operator_events_lost_total", "alitellm_api_in_flight_requests",
        "alitellm_operator_discovery_failed_total", "alitellm_operator_cascade_drain_overdue_total",
    ];

    /// <summary>A run with every kind, a conflict, drift, refusals, an outage and deletions that end badly.</summary>
    private static OperatorWorld Eventful()
    {
        var world = new OperatorWorld(MixedWorld.Options(11) with { Scraped = true, Namespaces = ["default", Other], Operator = options => options with { LeaderElection = true } });
        world.Start();
        world.Seconds(5);
        world.Apply(MixedLoad.Secret);
        foreach (var manifest in MixedLoad.Manifests(new Random(11)).Take(60))
        {
            world.Apply(manifest);
        }

        world.Apply(Objects.Secret("litellm", "master-key", "sk-1234", Other));
        world.Apply(Objects.Connection(ns: Other));
        foreach (var ns in new[] { "default", Other })
        {
            world.Apply(Objects.Of("LiteLLMMCPServer", "same", ns, new() { ["endpoint"] = $"http://{ns}", ["transport"] = "http" }));
        }

        world.Apply(Objects.Of("LiteLLMModelDiscovery", "agents", "default", JsonNode.Parse("""{"type":"a2a","refresh":{"interval":"1m"}}""")!.AsObject()));
        world.Apply(Objects.Model("drifting", """{"params":{"model":"openai/gpt-4o"}}"""));
        world.Apply(Objects.Model("blocked", """{"params":{"model":"openai/gpt-4o"},"deletionPolicy":"Delete"}"""));
        world.Apply(Objects.Model("orphan", """{"params":{"model":"openai/gpt-4o"},"deletionPolicy":"Orphan"}"""));
        world.Minutes(2);
        world.LiteLLM.EditModelByHand(OperatorWorld.IdOf("drifting"), new() { ["litellm_params"] = new JsonObject { ["rpm"] = 3 } });
        world.Minutes(2);
        world.Kubernetes.Faults.CutWatches(_ => true);
        world.LiteLLM.Faults.Add(new LiteLLMFault(LiteLLMFaultEffect.Status(500, "{}")));
        world.DeleteModel("blocked");
        world.DeleteModel("orphan");
        world.Apply(Objects.Model("damaged", """{"params":{"model":"openai/gpt-4o"}}"""));
        world.Minutes(3);
        world.LiteLLM.Faults.Clear();
        world.LiteLLM.Faults.Add(new LiteLLMFault(LiteLLMFaultEffect.Status(500, "{}")) { On = "POST /model/delete" });
        world.Kubernetes.Faults.SendLine("this is no event\n", request => request.Resource == "litellmteams");
        world.Minutes(3);
        return world;
    }

    private static bool FamilyOf(string series, MetricFamily family)
    {
        var name = series[..series.IndexOf('{', StringComparison.Ordinal)];
        return name == family.Name || (family.Type == MetricType.Histogram && name.StartsWith(family.Name, StringComparison.Ordinal) && name[family.Name.Length..] is "_bucket" or "_sum" or "_count");
    }
}
