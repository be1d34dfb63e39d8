using System.Text.Json.Nodes;
using Alitellm.Api.Aliases;
using Alitellm.Api.Common;
using Alitellm.Api.Discoveries;
using Alitellm.Api.ModelDiscoveries;
using Alitellm.Api.Models;
using Alitellm.E2E.Support;
using Alitellm.Testing.LiteLLM;
using Alitellm.Testing.Providers;
using NUnit.Framework;

namespace Alitellm.E2E.Scenarios;

public sealed class ModelDiscoveryTests
{
    [Test]
    public async Task What_a_source_offers_becomes_objects_and_rows_and_follows_it()
    {
        await using var found = await DiscoveredModels.RunningAsync("a", "b", "c", "d");
        await found.ServedAsync("a", "b", "c", "d");
        var child = (await found.Scenario.FindAsync(LiteLLMModel.KindName, "found.a"))!;

        found.Offer("a", "b", "c");
        await found.ListAsync();
        await found.ServedAsync("a", "b", "c");
        found.Offer("a", "b", "c", "e", "f");
        await found.ListAsync();
        await found.ServedAsync("a", "b", "c", "e", "f");

        var status = (await found.ReadyAsync())["status"]!;
        Assert.Multiple(() =>
        {
            Assert.That(((string?)child["spec"]!["params"]!["model"], (string?)child["spec"]!["params"]!["api_base"]), Is.EqualTo(("openai/a", found.BaseUrl.ToString())));
            Assert.That((string?)child["metadata"]!["ownerReferences"]![0]!["kind"], Is.EqualTo(LiteLLMModelDiscovery.KindName));
            Assert.That(((int?)status["discoveredCount"], (int?)status["generatedCount"]), Is.EqualTo((5, 5)));
            Assert.That(found.Scenario.LiteLLM.Models.Select(static row => (string?)row.LitellmParams["api_base"]), Is.All.EqualTo(found.BaseUrl.ToString()));
        });
    }

    [Test]
    public async Task In_step_a_further_listing_writes_nothing()
    {
        await using var found = await DiscoveredModels.RunningAsync("a", "b");
        await found.ServedAsync("a", "b");
        var before = await VersionsAsync(found);
        var writes = found.Scenario.LiteLLM.Journal.Writes;

        await found.ListAsync();
        await found.ListAsync();

        Assert.That(await VersionsAsync(found), Is.EqualTo(before));
        Assert.That(found.Scenario.LiteLLM.Journal.Writes, Is.EqualTo(writes));
    }

    [Test]
    public async Task A_source_that_suddenly_offers_little_deletes_nothing_until_the_spec_consents()
    {
        await using var found = await DiscoveredModels.RunningAsync("a", "b", "c", "d");

        found.Offer("a");
        await found.ListAsync();
        await found.NotReadyAsync(ConditionReasons.PruneHeld);
        await found.ServedAsync("a", "b", "c", "d");
        await found.ApplyAsync("pruneGuard: {maxShrinkPercent: 75}");

        await found.ServedAsync("a");
        await found.ReadyAsync();
    }

    [TestCase(ProviderFault.Unauthorized, ConditionReasons.AuthFailed)]
    [TestCase(ProviderFault.ServerError, ConditionReasons.Unreachable)]
    [TestCase(ProviderFault.TruncatedJson, ConditionReasons.Unreachable)]
    [TestCase(ProviderFault.Dropped, ConditionReasons.Unreachable)]
    public async Task A_source_that_fails_deletes_nothing(ProviderFault fault, string reason)
    {
        await using var found = await DiscoveredModels.RunningAsync("a", "b");

        found.Source.Fault = fault;
        await found.Scenario.RequestReconcileAsync(LiteLLMModelDiscovery.KindName, DiscoveredModels.Discovery);
        var failed = await found.NotReadyAsync(ConditionReasons.SourceUnreachable);
        await found.ServedAsync("a", "b");

        Assert.That(ReasonOf(failed, ConditionTypes.SourceReachable), Is.EqualTo(reason));
        found.Source.Fault = ProviderFault.None;
        await found.ListAsync();
        await found.ReadyAsync();
    }

    [Test]
    public async Task Alias_rules_become_an_object_of_their_own_and_take_it_away_again()
    {
        await using var found = await DiscoveredModels.RunningAsync("a", "b");

        await found.ApplyAsync("aliases: [{suffix: '[1m]', include: [found.a]}]");
        var aliases = await found.Scenario.ReadyAsync(LiteLLMModelAlias.KindName, "found-aliases-0");
        await found.ApplyAsync();
        await Eventually.TrueAsync("the aliases are gone", async () => await found.Scenario.FindAsync(LiteLLMModelAlias.KindName, "found-aliases-0") is null);

        Assert.That(aliases["spec"]!["aliases"]!.ToJsonString(), Is.EqualTo("""[{"name":"found.a[1m]","value":"found.a"}]"""));
    }

    [Test]
    public async Task An_empty_source_deletes_nothing()
    {
        await using var found = await DiscoveredModels.RunningAsync("a");

        found.Source.Fault = ProviderFault.EmptyList;
        await found.ListAsync();

        await found.NotReadyAsync(ConditionReasons.UpstreamInvalid);
        await found.ServedAsync("a");
    }

    [Test]
    public async Task A_generated_object_that_is_edited_or_deleted_by_hand_is_restored()
    {
        await using var found = await DiscoveredModels.RunningAsync("a", "b");

        await Surroundings.Cluster.PatchAsync(LiteLLMModel.KindName, found.Scenario.Namespace, "found.a", Json("""{"spec":{"params":{"model":"openai/by-hand","mine":1}}}"""), CancellationToken.None);
        await Eventually.TrueAsync("the edit is undone", async () => (string?)(await found.Scenario.FindAsync(LiteLLMModel.KindName, "found.a"))!["spec"]!["params"]!["model"] == "openai/a");
        var deleted = await UidAsync("found.b");
        await found.Scenario.RequestDeletionAsync(LiteLLMModel.KindName, "found.b");
        await Eventually.TrueAsync("another found.b", async () => await UidAsync("found.b") is { } uid && uid != deleted);
        await found.ServedAsync("a", "b");

        var spec = (await found.Scenario.FindAsync(LiteLLMModel.KindName, "found.a"))!["spec"]!;
        Assert.That((int?)spec["params"]!["mine"], Is.EqualTo(1), "a key that nobody else has stays the user's");

        async Task<string?> UidAsync(string name) => (string?)(await found.Scenario.FindAsync(LiteLLMModel.KindName, name))?["metadata"]?["uid"];
    }

    [Test]
    public async Task An_object_of_a_users_own_is_skipped_and_left_alone()
    {
        await using var found = await DiscoveredModels.StartAsync("a", "b");
        await found.Scenario.ApplyModelAsync("found.a");
        await found.Scenario.ModelReadyAsync("found.a");

        await found.ApplyAsync();
        var status = (await found.ReadyAsync())["status"]!;

        var mine = (await found.Scenario.FindAsync(LiteLLMModel.KindName, "found.a"))!;
        Assert.Multiple(() =>
        {
            Assert.That(SkippedOf(status), Is.EqualTo(new[] { $"found.a {SkipReasons.ExplicitModelExists} found.a" }));
            Assert.That(mine["metadata"]!["ownerReferences"], Is.Null);
            Assert.That((string?)mine["spec"]!["params"]!["model"], Is.EqualTo("openai/gpt-4o"));
        });
        await found.Scenario.DeleteAsync(LiteLLMModelDiscovery.KindName, DiscoveredModels.Discovery);
        Assert.That(await found.NamesAsync(), Is.EqualTo(new[] { "found.a" }));
    }

    [Test]
    public async Task An_object_that_a_user_takes_over_is_theirs_from_then_on()
    {
        await using var found = await DiscoveredModels.RunningAsync("a", "b");

        await Surroundings.Cluster.PatchAsync(LiteLLMModel.KindName, found.Scenario.Namespace, "found.a", Json("""{"metadata":{"ownerReferences":null}}"""), CancellationToken.None);
        await found.ListAsync();
        var status = (await found.ReadyAsync())["status"]!;
        found.Offer("b");
        await found.ListAsync();
        await found.Scenario.DeleteAsync(LiteLLMModelDiscovery.KindName, DiscoveredModels.Discovery);

        Assert.That(SkippedOf(status), Is.EqualTo(new[] { $"found.a {SkipReasons.ExplicitModelExists} found.a" }));
        Assert.That(await found.NamesAsync(), Is.EqualTo(new[] { "found.a" }));
        Assert.That(found.Scenario.LiteLLM.Models.Select(static row => row.ModelName), Is.EqualTo(new[] { "found.a" }));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_deleted_discovery_takes_what_it_generated_with_it(bool isLiteLLMUp)
    {
        await using var found = await DiscoveredModels.RunningAsync("a", "b", "c");
        await found.Scenario.ApplyModelAsync("mine");
        await found.Scenario.ModelReadyAsync("mine");
        if (!isLiteLLMUp)
        {
            found.Scenario.LiteLLM.Faults.Add(new LiteLLMFault(LiteLLMFaultEffect.Refused));
        }

        await found.Scenario.DeleteAsync(LiteLLMModelDiscovery.KindName, DiscoveredModels.Discovery);

        Assert.That(await found.NamesAsync(), Is.EqualTo(new[] { "mine" }));
        Assert.That(found.Scenario.LiteLLM.Models, Has.Count.EqualTo(isLiteLLMUp ? 1 : 4), "what LiteLLM could not be told is left behind, as the policy of generated objects says");
    }

    [Test]
    public async Task A_rotated_credential_is_used_at_once_and_no_credential_is_shown_anywhere()
    {
        var canary = $"canary{Guid.NewGuid():n}";
        await using var found = await DiscoveredModels.RunningAsync("a");
        found.Source.Key = $"sk-{canary}";
        found.Source.Models.Add("b");
        await found.Scenario.RequestReconcileAsync(LiteLLMModelDiscovery.KindName, DiscoveredModels.Discovery);
        await found.NotReadyAsync(ConditionReasons.SourceUnreachable);

        await found.Scenario.ApplySecretAsync("source", "OPENAI_API_KEY", $"sk-{canary}");
        await found.ServedAsync("a", "b");
        found.Source.Fault = ProviderFault.Unauthorized;
        await found.Scenario.RequestReconcileAsync(LiteLLMModelDiscovery.KindName, DiscoveredModels.Discovery);
        await found.NotReadyAsync(ConditionReasons.SourceUnreachable);

        foreach (var kind in (string[])[LiteLLMModelDiscovery.KindName, LiteLLMModel.KindName, "Event"])
        {
            var objects = await Surroundings.Cluster.ListAsync(kind, found.Scenario.Namespace, CancellationToken.None);
            Assert.That(string.Join('\n', objects.Select(static one => one.ToJsonString())), Does.Not.Contain(canary), kind);
        }

        Assert.That(Surroundings.Operator.Log, Does.Not.Contain(canary));
        Assert.That(await Surroundings.Operator.ScrapeAsync(CancellationToken.None), Does.Not.Contain(canary));
    }

    private static async Task<string> VersionsAsync(DiscoveredModels found)
    {
        var objects = await Surroundings.Cluster.ListAsync(LiteLLMModel.KindName, found.Scenario.Namespace, CancellationToken.None);
        return string.Join(' ', objects.Select(static one => $"{one["metadata"]!["name"]}={one["metadata"]!["resourceVersion"]}"));
    }

    private static IReadOnlyList<string> SkippedOf(JsonNode status) =>
        [.. (status["skippedCandidates"] as JsonArray ?? []).Select(static entry => $"{entry!["name"]} {entry["reason"]} {entry["ownedBy"]}")];

    private static string? ReasonOf(JsonObject resource, string type) =>
        (string?)resource["status"]!["conditions"]!.AsArray().First(condition => (string?)condition!["type"] == type)!["reason"];

    private static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();
}
