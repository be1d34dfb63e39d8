using System.Text.Json.Nodes;
using Alitellm.Api.Aliases;
using Alitellm.Api.Common;
using Alitellm.Operator.Kinds.ModelAlias;
using Alitellm.Operator.Remote.Compare;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Kinds.ModelAlias;

public sealed class ModelAliasRulesTests
{
    private const string Endpoint = "http://a";

    [Test]
    public void All_won_is_no_shortfall()
    {
        var result = ModelAliasRenderer.Render(Endpoint, [new("fast", "gpt", null)], [], _ => false);

        Assert.That((result.Shortfall, result.Desired!.Won.Count()), Is.EqualTo(((ValueTuple<string, string>?)null, 1)));
    }

    [Test]
    public void What_is_lost_is_named_with_its_winner_up_to_twenty()
    {
        var some = ModelAliasRenderer.Render(Endpoint, [new("fast", "gpt", null), new("both", "gpt", "ns/b#3")], [], _ => false).Shortfall!.Value;
        var many = ModelAliasRenderer.Render(Endpoint, [.. Enumerable.Range(0, 128).Select(index => new AliasVerdict($"n{index}", "gpt", "ns/b#0"))], [], _ => false).Shortfall!.Value;

        Assert.That(some, Is.EqualTo((ConditionReasons.PartialAliasConflict, "1 of 2 aliases belong to other objects: both→ns/b#3")));
        Assert.That(many.Message, Does.EndWith("n19→ns/b#0, ..."));
    }

    [Test]
    public void Owned_names_that_are_not_wanted_and_have_no_heir_are_released()
    {
        var desired = ModelAliasRenderer.Render(Endpoint, [new("fast", "gpt", null), new("lost", "gpt", "ns/z#0")], ["fast", "lost", "old", "older"], name => name is "lost" or "older").Desired!;

        Assert.That(desired.Released, Is.EqualTo(["old"]));
    }

    [Test]
    public void The_hash_is_of_what_the_object_has()
    {
        static string Hash(params AliasVerdict[] verdicts) => ModelAliasRenderer.Render(Endpoint, verdicts, [], _ => false).Desired!.Hash;

        Assert.That(Hash(new("a", "1", null), new("b", "2", "ns/z#0")), Is.EqualTo(Hash(new AliasVerdict("a", "1", null))));
        Assert.That(Hash(new AliasVerdict("a", "1", null)), Is.Not.EqualTo(Hash(new AliasVerdict("a", "2", null))));
    }

    [TestCase("""{"fast":"gpt","other":"x"}""", "")]
    [TestCase("""{"fast":"claude"}""", "model_group_alias.fast")]
    [TestCase("""{"fast":{"model":"gpt"}}""", "model_group_alias.fast")]
    [TestCase("{}", "model_group_alias.fast")]
    [TestCase("""{"fast":"gpt","old.er":"x"}""", "model_group_alias.old\\.er")]
    public void Only_the_objects_own_names_are_compared(string map, string paths)
    {
        var desired = new ModelAliasDesired(Endpoint, [new("fast", "gpt", null), new("lost", "x", "ns/z#0")], ["old.er"], "v2:h");
        var comparison = ModelAliasComparer.Compare(desired, ObservedAliases.Map(JsonNode.Parse(map)!.AsObject()), IgnorePaths.None);

        Assert.That(string.Join(' ', comparison.Differences.Select(difference => difference.Path)), Is.EqualTo(paths));
    }

    [Test]
    public void A_list_shows_the_map_and_each_alias_by_itself()
    {
        var entries = ObservedAliases.From(JsonNode.Parse("""{"fast":"gpt","hidden":{"model":"m"}}""")!.AsObject());

        Assert.That(entries.Select(entry => (entry.Id, entry.Name)), Is.EqualTo(new[] { ("model_group_alias", "model_group_alias"), ("model_group_alias/fast", "fast"), ("model_group_alias/hidden", "hidden") }));
        Assert.That(ObservedAliases.From(JsonNode.Parse("""{"hidden":{"model":"m"},"fast":"gpt"}""")!.AsObject())[0].Fingerprint, Is.EqualTo(entries[0].Fingerprint));
    }

    [Test]
    public void Owned_names_are_kept_per_proxy_and_read_from_the_reference_operators_status()
    {
        var status = new ModelAliasStatus { AliasStatuses = [new() { Name = "fast", Applied = true }, new() { Name = "lost" }] };
        Assert.That(OwnedAliases.Of(status, Endpoint), Is.EqualTo(["fast"]));

        OwnedAliases.Set(status, Endpoint, ["b", "a", "b"]);
        OwnedAliases.Set(status, "http://b", ["c"]);
        Assert.That((string.Join(',', OwnedAliases.Of(status, Endpoint)), string.Join(',', OwnedAliases.Of(status, "http://b"))), Is.EqualTo(("a,b", "c")));

        OwnedAliases.Set(status, Endpoint, []);
        Assert.That((OwnedAliases.Of(status, Endpoint).Count, status.OwnedNames!.Count), Is.EqualTo((0, 1)));
        Assert.That(OwnedAliases.Of(null, Endpoint), Is.Empty);
    }
}
