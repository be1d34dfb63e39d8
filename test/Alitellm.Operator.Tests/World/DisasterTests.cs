using System.Text.Json.Nodes;
using Alitellm.Api;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.World;

/// <summary>What docs/operations/disaster-recovery.md promises.</summary>
public sealed class DisasterTests
{
    [Test]
    public void A_cluster_rebuilt_from_Git_takes_its_entries_over_and_writes_nothing_but_its_marks()
    {
        using var world = Converged();
        var before = world.RemoteState();
        LoseCluster(world);

        Rebuild(world);

        var causes = Changes(world).GroupBy(line => (string)line["cause"]!).ToDictionary(group => group.Key, group => group.Count());
        Assert.That(world.Unready(), Is.Empty);
        Assert.That(world.RemoteState(), Is.EqualTo(before));
        Assert.That(causes.Keys, Is.SubsetOf(["adopted", "updated"]), () => string.Join('\n', world.Operator.Log.Changes.Where(line => !line.Contains("\"adopted\"", StringComparison.Ordinal) && !line.Contains("\"updated\"", StringComparison.Ordinal)).Take(3)));

        // A group takes in servers by tag, and is written again as their objects come.
        var repeated = Changes(world).GroupBy(line => $"{line["kind"]} {line["name"]}").Where(group => group.Count() > 1).Select(group => group.Key);
        Assert.That(repeated.Where(entry => !entry.StartsWith("LiteLLMAccessGroup", StringComparison.Ordinal)), Is.Empty, "each entry once");
    }

    [Test]
    public void A_LiteLLM_that_lost_its_database_gets_everything_again()
    {
        using var world = Converged();
        var before = world.RemoteState();

        world.LiteLLM.Wipe();
        world.Minutes(6);

        Assert.That(world.Unready(), Is.Empty);
        Assert.That(world.RemoteState(), Is.EqualTo(before));
    }

    [Test]
    public void When_both_are_lost_everything_is_created_as_if_new()
    {
        using var world = Converged();
        var before = world.RemoteState();
        LoseCluster(world);
        world.LiteLLM.Wipe();

        Rebuild(world);

        Assert.That(world.Unready(), Is.Empty);
        Assert.That(world.RemoteState(), Is.EqualTo(before));
        Assert.That(Changes(world).Select(line => (string)line["cause"]!).Distinct(), Is.SubsetOf(new[] { "created", "updated" }));
    }

    private static OperatorWorld Converged()
    {
        var world = new OperatorWorld(MixedWorld.Options(21));
        world.Start();
        world.Seconds(5);
        Apply(world);
        world.Minutes(3);
        Assert.That(world.Unready(), Is.Empty);
        return world;
    }

    private static void Apply(OperatorWorld world)
    {
        world.Apply(MixedLoad.Secret);
        foreach (var manifest in MixedLoad.Manifests(new Random(21)))
        {
            world.Apply(manifest);
        }
    }

    /// <summary>The operator and all its objects are gone from one moment to the next; nobody had time for finalizers.</summary>
    private static void LoseCluster(OperatorWorld world)
    {
        world.Operator.Kill();
        foreach (var kind in ApiKinds.All.Where(kind => kind.DeclaresEntry))
        {
            foreach (var found in world.Kubernetes.List(kind.CrdName).ToList())
            {
                var name = (string)found["metadata"]!["name"]!;
                world.Do(() => world.Kubernetes.Patch(kind.CrdName, "default", name, new JsonObject { ["metadata"] = new JsonObject { ["finalizers"] = null } }));
                world.Delete(kind.CrdName, name);
            }
        }

        Assert.That(world.Objects(), Is.Empty);
    }

    private static void Rebuild(OperatorWorld world)
    {
        world.Start("b");
        world.Seconds(5);
        Apply(world);
        world.Minutes(5);
    }

    private static IReadOnlyList<JsonObject> Changes(OperatorWorld world) => [.. world.Operator.Log.Changes.Select(line => JsonNode.Parse(line)!.AsObject())];
}
