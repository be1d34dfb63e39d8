using System.Text.Json.Nodes;
using Alitellm.Api.Common;
using Alitellm.Api.Connections;
using Alitellm.E2E.Kinds;
using Alitellm.E2E.Support;
using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.E2E.Scenarios;

/// <summary>What a user may rely on whatever the kind.</summary>
[TestFixtureSource(typeof(KindCases), nameof(KindCases.All))]
internal sealed class EveryKindTests(KindCase kind)
{
    private const string Name = "entry";

    // The objects of ApplyBothAsync, named for their deletion policy.
    private const string Orphan = "orphan";
    private const string Delete = "delete";

    [Test]
    public async Task A_spec_is_written_followed_and_reduced()
    {
        await using var scenario = await StartAsync();
        await ApplyAsync(scenario, Name, kind.Spec);
        await EntryAsync(scenario, Name, kind.ShowsSpec);
        await scenario.ReadyAsync(kind.Kind, Name);

        await ApplyAsync(scenario, Name, kind.Edited);
        await EntryAsync(scenario, Name, kind.ShowsEdited);
        await scenario.ReadyAsync(kind.Kind, Name);

        await ApplyAsync(scenario, Name, kind.Reduced);
        await EntryAsync(scenario, Name, kind.ShowsReduced);
        await scenario.ReadyAsync(kind.Kind, Name);
    }

    [Test]
    public async Task What_is_edited_or_deleted_by_hand_comes_back()
    {
        await using var scenario = await StartAsync();
        await ApplyAsync(scenario, Name, kind.Spec);
        var entry = await EntryAsync(scenario, Name, kind.ShowsSpec);
        await scenario.ReadyAsync(kind.Kind, Name);

        await kind.EditByHandAsync(scenario.Admin, entry);
        entry = await EntryAsync(scenario, Name, kind.ShowsSpec);
        await Eventually.TrueAsync("status.drift", async () => (bool?)(await scenario.FindAsync(kind.Kind, Name))?["status"]?["drift"]?["corrected"] == true);

        await kind.DeleteByHandAsync(scenario.Admin, entry);
        await EntryAsync(scenario, Name, kind.ShowsSpec);
    }

    [Test]
    public async Task An_entry_of_its_name_that_is_not_ours_is_up_to_the_adoption_policy()
    {
        await using var scenario = await StartAsync();
        var (refused, differing, adopted) = ("entry1", "entry2", "entry3");
        foreach (var name in (string[])[refused, differing, adopted])
        {
            await kind.CreateByHandAsync(scenario.Admin, name);
        }

        var before = await StillAsync(scenario, refused, differing);
        await ApplyAsync(scenario, refused, $"{kind.Spec}, adoptionPolicy: Never");
        await ApplyAsync(scenario, differing, $"{kind.Spec}, adoptionPolicy: IfIdentical");
        await ApplyAsync(scenario, adopted, kind.Spec);

        await scenario.NotReadyAsync(kind.Kind, refused, ConditionReasons.AdoptionRefused);
        await scenario.NotReadyAsync(kind.Kind, differing, ConditionReasons.AdoptionRefused);
        await scenario.ReadyAsync(kind.Kind, adopted);
        await EntryAsync(scenario, adopted, kind.ShowsSpec);
        Assert.That(await StillAsync(scenario, refused, differing), Is.EqualTo(before));

        await scenario.DeleteAsync(kind.Kind, refused);
        await scenario.DeleteAsync(kind.Kind, differing);
        Assert.That(await StillAsync(scenario, refused, differing), Is.EqualTo(before), "deleted objects take nothing with them that was not theirs");
    }

    [Test]
    public async Task A_suspended_object_touches_nothing_until_it_is_resumed()
    {
        await using var scenario = await StartAsync();
        await ApplyAsync(scenario, Name, $"{kind.Spec}, suspend: true");
        await Eventually.TrueAsync("Suspended", async () => HasCondition(await scenario.FindAsync(kind.Kind, Name), "Suspended"));
        Assert.That(await kind.EntriesAsync(scenario.Admin, Name), Is.Empty);

        await ApplyAsync(scenario, Name, kind.Spec);
        await EntryAsync(scenario, Name, kind.ShowsSpec);
        await scenario.ReadyAsync(kind.Kind, Name);
    }

    [Test]
    public async Task An_observed_entry_is_looked_at_and_left_alone()
    {
        await using var scenario = await StartAsync();
        await ApplyAsync(scenario, Name, $"{kind.Spec}, managementPolicy: Observe");
        await scenario.NotReadyAsync(kind.Kind, Name, kind.IsAlwaysThere ? ConditionReasons.DriftDetected : ConditionReasons.RemoteAbsent);

        await kind.CreateByHandAsync(scenario.Admin, Name);
        await scenario.NotReadyAsync(kind.Kind, Name, ConditionReasons.DriftDetected);
        var before = await StillAsync(scenario, Name);

        await scenario.DeleteAsync(kind.Kind, Name);
        Assert.That(await StillAsync(scenario, Name), Is.EqualTo(before));
    }

    [Test]
    public async Task A_reported_drift_stays_until_the_spec_changes()
    {
        await using var scenario = await StartAsync();
        await ApplyAsync(scenario, Name, $"{kind.Spec}, driftPolicy: Report");
        var entry = await EntryAsync(scenario, Name, kind.ShowsSpec);
        await scenario.ReadyAsync(kind.Kind, Name);

        await kind.EditByHandAsync(scenario.Admin, entry);
        await scenario.NotReadyAsync(kind.Kind, Name, ConditionReasons.DriftDetected);
        Assert.That(kind.ShowsSpec((await kind.EntriesAsync(scenario.Admin, Name)).Single()), Is.False);

        await ApplyAsync(scenario, Name, $"{kind.Edited}, driftPolicy: Report");
        await EntryAsync(scenario, Name, kind.ShowsEdited);
        await scenario.ReadyAsync(kind.Kind, Name);
    }

    [Test]
    public async Task A_deleted_object_takes_its_entry_with_it_under_both_policies()
    {
        await using var scenario = await StartAsync();
        await ApplyBothAsync(scenario);

        await scenario.DeleteAsync(kind.Kind, Orphan);
        await scenario.DeleteAsync(kind.Kind, Delete);

        Assert.That(await kind.EntriesAsync(scenario.Admin, Orphan), Is.Empty);
        Assert.That(await kind.EntriesAsync(scenario.Admin, Delete), Is.Empty);
    }

    [TestCase("down")]
    [TestCase("refusing the key")]
    [TestCase("refusing the request")]
    public async Task Where_the_delete_cannot_be_confirmed_the_policy_decides(string proxy)
    {
        await using var scenario = await StartAsync();
        await ApplyBothAsync(scenario);
        scenario.LiteLLM.Faults.Add(proxy switch
        {
            "down" => new LiteLLMFault(LiteLLMFaultEffect.Refused),
            "refusing the key" => new LiteLLMFault(LiteLLMFaultEffect.Status(401)),
            _ => new LiteLLMFault(LiteLLMFaultEffect.Status(400)) { On = "writes", When = static call => !call.Path.StartsWith("/key/", StringComparison.Ordinal) },
        });

        await scenario.RequestDeletionAsync(kind.Kind, Delete);
        await scenario.DeleteAsync(kind.Kind, Orphan);
        Assert.That(await scenario.FindAsync(kind.Kind, Delete), Is.Not.Null);

        // A key that was refused is tried again every few minutes only, or when somebody asks.
        scenario.LiteLLM.Faults.Clear();
        await scenario.RequestReconcileAsync(LiteLLMConnection.KindName, "default");
        await scenario.DeleteAsync(kind.Kind, Delete);
        Assert.That(await kind.EntriesAsync(scenario.Admin, Delete), Is.Empty);
    }

    [Test]
    public async Task An_entry_that_is_gone_already_holds_no_object()
    {
        await using var scenario = await StartAsync();
        await ApplyBothAsync(scenario);

        scenario.LiteLLM.Wipe();

        await scenario.DeleteAsync(kind.Kind, Orphan);
        await scenario.DeleteAsync(kind.Kind, Delete);
    }

    private static Task<Scenario> StartAsync() => Scenario.StartConnectedAsync(version: "1.93.0");

    private static bool HasCondition(JsonObject? found, string type) =>
        (found?["status"]?["conditions"] as JsonArray)?.Any(condition => (string?)condition!["type"] == type && (string?)condition["status"] == "True") == true;

    private Task ApplyAsync(Scenario scenario, string name, string spec) => scenario.ApplyAsync($$"""
        apiVersion: litellm.ackstorm.ai/v1alpha1
        kind: {{kind.Kind}}
        metadata: {name: {{name}} }
        spec: { {{kind.For(name, spec)}} }
        """);

    /// <summary>One object under Orphan and one under Delete, both written.</summary>
    private async Task ApplyBothAsync(Scenario scenario)
    {
        await ApplyAsync(scenario, Orphan, $"{kind.Spec}, deletionPolicy: Orphan");
        await ApplyAsync(scenario, Delete, $"{kind.Spec}, deletionPolicy: Delete");
        await scenario.ReadyAsync(kind.Kind, Orphan);
        await scenario.ReadyAsync(kind.Kind, Delete);
    }

    private Task<JsonObject> EntryAsync(Scenario scenario, string name, Func<JsonObject, bool> isRight) => Eventually.GetAsync($"LiteLLM's entry {name}", async () =>
    {
        var entries = await kind.EntriesAsync(scenario.Admin, name);
        return (entries is [var only] && isRight(only) ? only : null, $"there are: {string.Join("; ", entries.Select(static entry => entry.ToJsonString()))}");
    });

    private async Task<string> StillAsync(Scenario scenario, params string[] names)
    {
        var entries = new List<string>();
        foreach (var name in names)
        {
            entries.AddRange((await kind.EntriesAsync(scenario.Admin, name)).Select(kind.Still));
        }

        return string.Join('\n', entries);
    }
}
