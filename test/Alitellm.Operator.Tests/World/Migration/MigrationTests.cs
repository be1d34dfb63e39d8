using System.Globalization;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.World.Migration;

/// <summary>From the reference operator to this one, and back.</summary>
public sealed class MigrationTests
{
    private const string ReferencePod = "alitellm-operator-7d9c-abcde_6f0e";

    private static readonly string[] s_creations =
        ["/model/new", "/team/new", "/guardrails", "/v1/mcp/server", "/v1/agents", "/v1/mcp/toolset", "/v1/access_group"];

    [Test]
    public void Everything_of_the_reference_operator_is_taken_over_in_place_with_its_ids()
    {
        using var world = Left();
        var ids = Ids(world);
        world.Started();
        world.Minutes(10);

        AssertTakenOver(world, ids);
    }

    [Test]
    public void What_is_taken_over_goes_with_its_object_as_ever()
    {
        using var world = Left();
        world.Started();
        foreach (var entry in ReferenceEntry.OfEveryKind)
        {
            entry.Delete(world);
        }

        world.Minutes(5);

        Assert.That(ReferenceEntry.OfEveryKind.SelectMany(entry => entry.Ids(world.LiteLLM)), Is.Empty);
        Assert.That(ReferenceEntry.OfEveryKind.Where(entry => entry.IsThere(world)).Select(static entry => entry.Kind), Is.Empty);
    }

    [Test]
    public void While_the_reference_operator_renews_its_lease_nothing_is_touched_and_the_log_says_why()
    {
        using var world = Left();
        Renew(world, ReferencePod);
        world.Start();
        for (var i = 0; i < 60; i++)
        {
            world.Seconds(10);
            Renew(world, ReferencePod);
        }

        Assert.Multiple(() =>
        {
            Assert.That(world.LiteLLM.Journal.Calls.Where(static call => call.IsWrite && call.Path != "/key/health"), Is.Empty);
            Assert.That(world.Kubernetes.Journal.Records.Where(record => record.Request.UserAgent == "alitellm-operator/a" && record.Request.IsWrite && record.Request.Resource is not ("leases" or "events")), Is.Empty);
            Assert.That(world.Operator.Log.Lines, Has.One.Contains($"another operator is at work, {ReferencePod} renews its lease"));
            Assert.That(world.Operator.Ready.Ok, "a rollout must not wait for the other operator");
        });

        // It ends without a word, as it always does.
        var ids = Ids(world);
        world.Minutes(10);
        AssertTakenOver(world, ids);
    }

    [Test]
    public void A_roll_back_leaves_what_the_reference_operator_needs_and_a_second_migration_is_no_different()
    {
        using var world = Left();
        var ids = Ids(world);
        world.Started();
        world.Operator.RequestStop();
        world.Seconds(30);

        // All that it reads: finalizers of its names, the recorded ids, entries with these ids under the same names. Its lease is free.
        Assert.Multiple(() =>
        {
            foreach (var entry in ReferenceEntry.OfEveryKind)
            {
                Assert.That(entry.Get(world)["metadata"]!["finalizers"]!.ToJsonString(), Is.EqualTo($"[\"{entry.Finalizer}\"]"), entry.Kind);
                Assert.That(entry.Recorded(world), entry.IdKey is null ? Is.Null : Is.EqualTo(entry.Ids(world.LiteLLM).Single()), entry.Kind);
            }

            Assert.That(world.Kubernetes.Get("leases.coordination.k8s.io", "default", "alitellm-operator-leader"), Is.Null);
        });

        // Back at work it writes its statuses, which know none of our fields, and an edit of its own.
        foreach (var entry in ReferenceEntry.OfEveryKind)
        {
            entry.Record(world, entry.Recorded(world));
        }

        world.LiteLLM.EditModelByHand(world.LiteLLM.Models.Single().Id, JsonNode.Parse("""{"model_info":{"updated_by":"alitellm-operator/0.8.2"}}""")!.AsObject());
        world.ForgetJournals();
        world.Start("b");
        world.Minutes(10);

        AssertTakenOver(world, ids);
    }

    /// <summary>A world in which the reference operator has been at work.</summary>
    private static OperatorWorld Left()
    {
        var options = MixedWorld.Options(seed: 1) with { Operator = static options => options with { LeaderElection = true } };
        var world = new OperatorWorld(options);
        foreach (var entry in ReferenceEntry.OfEveryKind)
        {
            entry.Leave(world);
        }

        return world;
    }

    private static List<string> Ids(OperatorWorld world) => [.. ReferenceEntry.OfEveryKind.SelectMany(entry => entry.Ids(world.LiteLLM))];

    private static void AssertTakenOver(OperatorWorld world, IReadOnlyList<string> ids)
    {
        Assert.Multiple(() =>
        {
            Assert.That(ReferenceEntry.OfEveryKind.Select(entry => $"{entry.Kind} {entry.Ready(world)}"), Has.All.EndsWith(" True/Synced"), world.Describe);
            Assert.That(Ids(world), Is.EqualTo(ids));
            Assert.That(world.LiteLLM.Journal.Calls.Where(static call => call.Method == "DELETE" || call.Path.EndsWith("/delete", StringComparison.Ordinal)), Is.Empty);
            Assert.That(world.LiteLLM.Journal.Calls.Where(static call => call.Method == "POST" && s_creations.Contains(call.Path)), Is.Empty);
            Assert.That(ReferenceEntry.OfEveryKind.Where(static entry => entry.IdKey is not null).Select(entry => entry.Recorded(world)), Is.EqualTo(ids));
            Assert.That(world.LiteLLM.StoredRouterSettings?["model_group_alias"]?.ToJsonString(), Does.Contain("\"fast\":\"one\"").And.Contain("\"by-hand\":\"one\""));
        });
    }

    /// <summary>As client-go's elector writes it.</summary>
    private static void Renew(OperatorWorld world, string holder)
    {
        var now = world.Time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        world.Apply(new JsonObject
        {
            ["apiVersion"] = "coordination.k8s.io/v1",
            ["kind"] = "Lease",
            ["metadata"] = new JsonObject { ["name"] = "alitellm-operator-leader", ["namespace"] = "default" },
            ["spec"] = new JsonObject { ["holderIdentity"] = holder, ["leaseDurationSeconds"] = 15, ["acquireTime"] = now, ["renewTime"] = now, ["leaseTransitions"] = 0 },
        });
    }
}
