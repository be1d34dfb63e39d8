using System.Text.Json.Nodes;
using Alitellm.Operator.Remote.Compare;
using Alitellm.Operator.Remote.Content;
using Alitellm.Operator.Tests.Remote.Content;
using CsCheck;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Remote.Compare;

public sealed class FieldComparerTests
{
    private static readonly CompareRules _whole = new() { ExtraKeysDiffer = true };

    [TestCase("{}", "{}", "")]
    [TestCase("""{"a":1}""", """{"a":1.0}""", "")]
    [TestCase("""{"a":1e3}""", """{"a":1000}""", "")]
    [TestCase("""{"a":9007199254740993}""", """{"a":9007199254740992}""", "a")]
    [TestCase("""{"a":1}""", """{"a":"1"}""", "a")]
    [TestCase("""{"a":true}""", """{"a":false}""", "a")]
    [TestCase("""{"a":true}""", """{"a":1}""", "a")]
    [TestCase("""{"a":null}""", """{"a":null}""", "")]
    [TestCase("""{"a":null}""", "{}", "a")]
    [TestCase("""{"a":[]}""", """{"a":null}""", "a")]
    [TestCase("""{"a":""}""", """{"a":null}""", "a")]
    [TestCase("""{"a":{}}""", """{"a":[]}""", "a")]
    [TestCase("""{"a":{}}""", "{}", "a")]
    [TestCase("""{"a":[1,2]}""", """{"a":[2,1]}""", "a")]
    [TestCase("""{"a":[{"x":1,"y":2}]}""", """{"a":[{"y":2,"x":1}]}""", "")]
    [TestCase("""{"a":{"b":{"c":1,"d":2}}}""", """{"a":{"b":{"c":3,"d":2}}}""", "a.b.c")]
    [TestCase("""{"a":{"b":1}}""", """{"a":{"b":1,"c":2}}""", "a.c")]
    [TestCase("""{"a":{"b":1}}""", """{"a":{}}""", "a.b")]
    [TestCase("""{"a":{"b":1}}""", """{"a":7}""", "a")]
    [TestCase("""{"a.b":1,"c\\d":{"e.f":2}}""", """{"a.b":2,"c\\d":{"e.f":3}}""", @"a\.b c\\d.e\.f")]
    [TestCase("""{"b":1,"a":2}""", """{"c":3}""", "b a c")]
    public void Differences_are_named_by_path(string desired, string observed, string paths)
    {
        Assert.That(Paths(desired, observed, _whole), Is.EqualTo(paths));
    }

    [Test]
    public void A_difference_carries_both_values_and_says_which_is_missing()
    {
        var differences = FieldComparer.Compare(Parse("""{"a":1,"b":null,"c":2}"""), Parse("""{"a":3,"c":null,"d":4}"""), _whole);

        Assert.That(
            differences.Select(d => $"{d.Path} {CanonicalJson.Write(d.Desired)}{d.DesiredAbsent} {CanonicalJson.Write(d.Observed)}{d.ObservedAbsent}"),
            Is.EqualTo(new[] { "a 1False 3False", "b nullFalse nullTrue", "c 2False nullFalse", "d nullTrue 4False" }));
    }

    [Test]
    public void Paths_begin_with_the_prefix()
    {
        var rules = new CompareRules { Prefix = FieldPath.Parse("litellm_params") };

        Assert.That(
            Paths("""{"rpm":1,"extra_headers":{"X":"a"}}""", """{"rpm":2,"extra_headers":{"X":"b","Y":1}}""", rules),
            Is.EqualTo("litellm_params.rpm litellm_params.extra_headers.X litellm_params.extra_headers.Y"));
    }

    [TestCase(false, "")]
    [TestCase(true, "p.mine")]
    public void Extra_keys_at_the_top_differ_only_when_asked_and_never_when_the_server_owns_them(bool differ, string paths)
    {
        var rules = new CompareRules
        {
            Prefix = FieldPath.Parse("p"),
            ExtraKeysDiffer = differ,
            ServerOwnedKeys = new HashSet<string> { "max_tokens", "mode" },
        };

        Assert.That(Paths("{}", """{"max_tokens":1,"mine":2}""", rules), Is.EqualTo(paths));
        Assert.That(Paths("""{"mode":"chat"}""", """{"mode":"embedding"}""", rules), Is.EqualTo("p.mode"));
        Assert.That(Paths("""{"a":{}}""", """{"a":{"max_tokens":1}}""", rules), Is.EqualTo("p.a.max_tokens"));
    }

    [Test]
    public void The_table_takes_fields_out_of_the_comparison()
    {
        var rules = _whole with
        {
            Fields = new(
                new FieldRule("gone", FieldClass.WriteOnly),
                new FieldRule("theirs", FieldClass.ServerOwned),
                new FieldRule("theirs.mine", FieldClass.Echoed),
                new FieldRule("map.time", FieldClass.ServerOwned)),
        };

        Assert.That(Paths("""{"gone":1,"map":{"a":1}}""", """{"theirs":2,"map":{"a":1,"time":5}}""", rules), Is.Empty);
        Assert.That(Paths("""{"gone":1,"map":{"time":4}}""", """{"gone":2,"map":{"time":5}}""", rules), Is.Empty);
    }

    [Test]
    public void The_innermost_rule_wins()
    {
        var table = new FieldTable(new FieldRule("a", FieldClass.ServerOwned), new FieldRule("a.b", FieldClass.Echoed));

        Assert.That(table.Of(FieldPath.Parse("a.x.y")).Class, Is.EqualTo(FieldClass.ServerOwned));
        Assert.That(table.Of(FieldPath.Parse("a.b.c")).Class, Is.EqualTo(FieldClass.Echoed));
        Assert.That(table.Of(FieldPath.Parse("c")).Class, Is.EqualTo(FieldClass.Echoed));
    }

    [Test]
    public void A_field_has_one_rule()
    {
        Assert.That(
            () => new FieldTable(new FieldRule("a", FieldClass.ServerOwned), new FieldRule("a", FieldClass.Echoed)),
            Throws.ArgumentException);
    }

    [TestCase("""{"n":10}""", """{"n":"10.0"}""", "")]
    [TestCase("""{"n":true}""", """{"n":"true"}""", "")]
    [TestCase("""{"n":10}""", """{"n":"11"}""", "n")]
    [TestCase("""{"n":{"a":1}}""", """{"n":{"a":"2"}}""", "n")]
    [TestCase("""{"s":["a","b","a"]}""", """{"s":["b","a"]}""", "")]
    [TestCase("""{"s":["a","b"]}""", """{"s":["b","c"]}""", "s")]
    [TestCase("""{"s":"a"}""", """{"s":["a"]}""", "s")]
    public void A_normalised_field_is_compared_in_one_form(string desired, string observed, string paths)
    {
        var rules = _whole with
        {
            Fields = new(
                new FieldRule("n", FieldClass.Normalised),
                new FieldRule("s", FieldClass.Normalised, Normalisers.Unordered)),
        };

        Assert.That(Paths(desired, observed, rules), Is.EqualTo(paths));
    }

    [TestCase("p.a", """{"a":1,"b":1}""", """{"b":1}""", "")]
    [TestCase("p.a", """{"b":1}""", """{"a":{"x":1},"b":1}""", "")]
    [TestCase("p.a.x", """{"a":{"x":1,"y":1}}""", """{"a":{"x":2,"y":2}}""", "p.a.y")]
    [TestCase("p.a.x", """{"a":{"x":1}}""", "{}", "")]
    [TestCase("p.a.x", """{"a":{"x":1,"y":1}}""", "{}", "p.a")]
    [TestCase("p.a.x", """{"a":{}}""", "{}", "p.a")]
    [TestCase("p.a.b.x", """{"a":{"b":{"x":1}}}""", "{}", "")]
    [TestCase("p", """{"a":1}""", """{"b":2}""", "")]
    public void Ignored_paths_are_not_compared(string ignored, string desired, string observed, string paths)
    {
        var rules = _whole with { Prefix = FieldPath.Parse("p"), Ignore = IgnorePaths.Parse([ignored]) };

        Assert.That(Paths(desired, observed, rules), Is.EqualTo(paths));
    }

    [TestCase("""{"a":null}""", "{}", "")]
    [TestCase("{}", """{"a":null}""", "")]
    [TestCase("""{"m":{"a":null}}""", """{"m":{}}""", "")]
    [TestCase("""{"a":null}""", """{"a":1}""", "a")]
    [TestCase("""{"a":1}""", """{"a":null}""", "a")]
    [TestCase("""{"a":[]}""", "{}", "a")]
    public void Null_and_absent_are_one_where_the_rules_say_so(string desired, string observed, string paths)
    {
        Assert.That(Paths(desired, observed, _whole with { NullMeansAbsent = true }), Is.EqualTo(paths));
    }

    [TestCase("""{"api_key":"sk-1234567890"}""", "{}", "")]
    [TestCase("""{"api_key":"sk-1234567890"}""", """{"api_key":"other-one-shown"}""", "api_key")]
    [TestCase("""{"my_token":"abcdefghwxyz"}""", """{"my_token":"abcd****wxyz"}""", "")]
    [TestCase("""{"my_token":"abcdefghwxyz"}""", """{"my_token":"abcd****wxyy"}""", "my_token")]
    [TestCase("""{"my_token":"abcdefghwxyz"}""", "{}", "my_token")]
    [TestCase("""{"input_cost_per_token":0.0000025}""", """{"input_cost_per_token":"2.5e-06"}""", "")]
    [TestCase("""{"input_cost_per_token":0.0000025}""", """{"input_cost_per_token":"3e-06"}""", "input_cost_per_token")]
    [TestCase("""{"headers":{"X-Api-Key":"abcdefghwxyz","a":1}}""", """{"headers":{"X-Api-Key":"abcd****wxyz","a":2}}""", "headers.a")]
    [TestCase("""{"auth":{"user":"abcdefghwxyz"}}""", """{"auth":{"user":"abcd****wxyz"}}""", "")]
    [TestCase("""{"auth":{"user":"abcdefghwxyz"}}""", """{"auth":{"user":"abcd****wxyz","n":1}}""", "auth.n")]
    [TestCase("""{"model":"abcdefghwxyz"}""", """{"model":"abcd****wxyz"}""", "model")]
    public void Behind_the_mask_only_what_it_lets_through_counts(string desired, string observed, string paths)
    {
        Assert.That(Paths(desired, observed, _whole with { Mask = true }), Is.EqualTo(paths));
    }

    [TestCase("""{"my_token":"abcdefghwxyz"}""", """{"my_token":"abcd****wxyz"}""")]
    [TestCase("""{"api_key":"sk-1234567890"}""", "{}")]
    public void Without_a_mask_nothing_is_excused(string desired, string observed)
    {
        Assert.That(FieldComparer.Compare(Parse(desired), Parse(observed), _whole), Has.Count.EqualTo(1));
    }

    [Test]
    public void Differences_under_telling_names_are_secret_wherever_they_lie()
    {
        var differences = FieldComparer.Compare(
            Parse("""{"api_key":"x","auth":{"user":"a"},"plain":{"n":1},"input_cost_per_token":1}"""),
            Parse("""{"api_key":"y","auth":{"user":"b"},"plain":{"n":2,"db-password":"c"},"input_cost_per_token":2}"""),
            _whole);

        Assert.That(
            differences.Where(d => d.Secret).Select(d => d.Path),
            Is.EqualTo(new[] { "api_key", "auth.user", "plain.db-password" }));
        Assert.That(differences, Has.Count.EqualTo(5));
    }

    [Test]
    public void A_difference_does_not_show_its_values()
    {
        Assert.That(new FieldDifference("a.b", "canary", "canary", false).ToString(), Does.Contain("a.b").And.Not.Contain("canary"));
    }

    [Test]
    public void What_LiteLLM_shows_of_an_untouched_entry_never_differs()
    {
        Gen.Select(JsonGen.Object, Gen.Int).Sample(
            (stored, seed) => FieldComparer.Compare(stored, new MaskedRead(new Random(seed)).Show(stored), _whole with { Mask = true }).Count == 0,
            iter: 2000,
            threads: 1);
    }

    [Test]
    public void The_products_own_mask_never_differs_either()
    {
        JsonGen.Object.Sample(
            stored => LiteLLMMask.Matches(stored, LiteLLMMask.Mask(stored), hidden: true),
            iter: 500,
            threads: 1);
    }

    [Test]
    public void A_tree_does_not_differ_from_itself_and_a_change_of_one_leaf_is_one_difference()
    {
        Gen.Select(JsonGen.Object, JsonGen.Key).Sample(
            (tree, key) =>
            {
                var changed = (JsonObject)tree.DeepClone();
                changed[key] = "a value no generator makes";
                return FieldComparer.Compare(tree, (JsonObject)tree.DeepClone(), _whole).Count == 0
                    && FieldComparer.Compare(tree, changed, _whole) is [var difference]
                    && difference.Path == FieldPath.Root.Child(key).ToString();
            },
            iter: 500,
            threads: 1);
    }

    [Test]
    public void Differing_is_symmetric_and_agrees_with_equality()
    {
        Gen.Select(JsonGen.Object, JsonGen.Object, Gen.Bool).Sample(
            (x, y, same) =>
            {
                var other = same ? (JsonObject)JsonNode.Parse(CanonicalJson.Write(x))! : y;
                var there = FieldComparer.Compare(x, other, _whole);
                var back = FieldComparer.Compare(other, x, _whole);
                return there.Select(d => d.Path).Order().SequenceEqual(back.Select(d => d.Path).Order())
                    && (there.Count == 0) == JsonEquality.AreEqual(x, other);
            },
            iter: 1000,
            threads: 1);
    }

    [Test]
    public void Comparing_changes_neither_side()
    {
        Gen.Select(JsonGen.Object, JsonGen.Object).Sample(
            (x, y) =>
            {
                var (before, after) = (CanonicalJson.Write(x), CanonicalJson.Write(y));
                var rules = _whole with { Mask = true, Fields = new(new FieldRule("a", FieldClass.Normalised, Normalisers.Unordered)) };
                FieldComparer.Compare(x, y, rules);
                return CanonicalJson.Write(x) == before && CanonicalJson.Write(y) == after;
            },
            iter: 300,
            threads: 1);
    }

    private static string Paths(string desired, string observed, CompareRules rules)
    {
        return string.Join(' ', FieldComparer.Compare(Parse(desired), Parse(observed), rules).Select(difference => difference.Path));
    }

    private static JsonObject Parse(string json)
    {
        return (JsonObject)JsonNode.Parse(json)!;
    }
}
