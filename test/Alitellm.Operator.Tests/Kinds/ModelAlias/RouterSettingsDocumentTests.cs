using System.Text.Json.Nodes;
using Alitellm.Operator.Kinds.ModelAlias;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Kinds.ModelAlias;

public sealed class RouterSettingsDocumentTests
{
    [TestCase("a=1", "", """{"a":"1","x":{"model":"m"}}""", null)]
    [TestCase("a=2", "", """{"a":"1","x":{"model":"m"}}""", """{"a":"2","x":{"model":"m"}}""")]
    [TestCase("b=2", "a", """{"a":"1"}""", """{"b":"2"}""")]
    [TestCase("", "none", """{"a":"1"}""", null)]
    [TestCase("x=m", "", """{"x":{"model":"m"}}""", """{"x":"m"}""")]
    [TestCase("x=m", "", """{"x":null}""", """{"x":"m"}""")]
    public void A_map_is_changed_only_where_it_must_be(string sets, string removals, string map, string? changed)
    {
        Assert.That(RouterSettingsDocument.Changed(Json(map), Change(sets, removals))?.ToJsonString(), Is.EqualTo(changed));
    }

    [Test]
    public void What_cannot_be_stored_or_is_null_is_not_sent_and_the_rest_keeps_its_text()
    {
        var settings = Json("""{"timeout":1.50,"bogus":1,"fallbacks":[{"a":["b"]}],"retry_policy":null,"model_group_alias":{"old":"x"}}""");

        Assert.That(
            RouterSettingsDocument.Update(settings, Json("""{"new":"y"}""")).ToJsonString(),
            Is.EqualTo("""{"router_settings":{"timeout":1.50,"fallbacks":[{"a":["b"]}],"model_group_alias":{"new":"y"}}}"""));
    }

    [TestCase("{}")]
    [TestCase("""{"model_group_alias":null}""")]
    [TestCase("""{"model_group_alias":[]}""")]
    public void A_missing_map_is_an_empty_one(string settings)
    {
        Assert.That(RouterSettingsDocument.AliasesOf(Json(settings)), Is.Empty);
    }

    [Test]
    public void Of_two_changes_the_later_sets_win_and_nothing_set_is_removed()
    {
        var both = Change("a=1 b=1", "c d").And(Change("b=2 c=2", "a e"));

        Assert.That(both.Sets, Is.EqualTo(new Dictionary<string, string> { ["a"] = "1", ["b"] = "2", ["c"] = "2" }));
        Assert.That(both.Removals, Is.EqualTo(["d", "e"]));
    }

    private static AliasChange Change(string sets, string removals)
    {
        return new(
            sets.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]),
            removals.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static JsonObject Json(string text)
    {
        return JsonNode.Parse(text)!.AsObject();
    }
}
