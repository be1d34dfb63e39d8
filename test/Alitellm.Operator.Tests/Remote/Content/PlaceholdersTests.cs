using System.Text.Json.Nodes;
using Alitellm.Operator.Remote.Content;
using CsCheck;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Remote.Content;

public sealed class PlaceholdersTests
{
    private static readonly Dictionary<string, string> _values = new() { ["A"] = "one", ["B_2"] = "two", ["_"] = "low", ["REC"] = "{{A}}" };

    [TestCase("{{A}}", "one")]
    [TestCase("x{{A}}y", "xoney")]
    [TestCase("{{A}}{{B_2}}{{A}}", "onetwoone")]
    [TestCase("{{_}}", "low")]
    [TestCase("{{{A}}}", "{one}")]
    [TestCase("{{{{A}}}}", "{{one}}")]
    [TestCase("{{A}", "{{A}")]
    [TestCase("{A}}", "{A}}")]
    [TestCase("{{ A }}", "{{ A }}")]
    [TestCase("{{a}}", "{{a}}")]
    [TestCase("{{Ab}}", "{{Ab}}")]
    [TestCase("{{2B}}", "{{2B}}")]
    [TestCase("{{}}", "{{}}")]
    [TestCase("{{A}}}", "one}")]
    [TestCase("{{A{{A}}", "{{Aone")]
    [TestCase("{{REC}}", "{{A}}")]
    [TestCase("os.environ/A", "os.environ/A")]
    [TestCase("", "")]
    public void Exactly_the_grammar_is_filled_in(string text, string expected)
    {
        var result = Placeholders.Substitute(new JsonObject { ["t"] = text }, _values);

        Assert.That((string?)result.Bag["t"], Is.EqualTo(expected));
    }

    [Test]
    public void Every_string_leaf_is_filled_in_and_nothing_else_is_touched()
    {
        var bag = (JsonObject)JsonNode.Parse("""{"{{A}}":[{"x":"{{A}}"},["{{B_2}}",1.0,9007199254740993,null,true,{}]],"e":[]}""")!;

        var result = Placeholders.Substitute(bag, _values);

        Assert.That(
            CanonicalJson.Write(result.Bag),
            Is.EqualTo("""{"e":[],"{{A}}":[{"x":"one"},["two",1.0,9007199254740993,null,true,{}]]}"""));
    }

    [Test]
    public void The_given_bag_stays_as_it_is()
    {
        var bag = new JsonObject { ["t"] = "{{A}}", ["n"] = new JsonObject { ["u"] = "{{A}}" } };

        var filled = Placeholders.Substitute(bag, _values).Bag;
        filled["n"]!["new"] = 1;

        Assert.That(CanonicalJson.Write(bag), Is.EqualTo("""{"n":{"u":"{{A}}"},"t":"{{A}}"}"""));
    }

    [Test]
    public void A_placeholder_without_a_value_is_reported_and_left_standing()
    {
        var result = Placeholders.Substitute(new JsonObject { ["t"] = "{{Z}} {{A}} {{C}} {{Z}}" }, _values);

        Assert.That(result.IsComplete, Is.False);
        Assert.That(result.Unresolved, Is.EqualTo(new[] { "C", "Z" }));
        Assert.That(result.Used, Is.EqualTo(new[] { "A", "C", "Z" }));
        Assert.That((string?)result.Bag["t"], Is.EqualTo("{{Z}} one {{C}} {{Z}}"));
    }

    [Test]
    public void An_empty_value_is_a_value()
    {
        var result = Placeholders.Substitute(new JsonObject { ["t"] = "[{{E}}]" }, new Dictionary<string, string> { ["E"] = "" });

        Assert.That(result.IsComplete);
        Assert.That((string?)result.Bag["t"], Is.EqualTo("[]"));
    }

    [Test]
    public void The_result_does_not_show_what_was_filled_in()
    {
        var result = Placeholders.Substitute(new JsonObject { ["t"] = "{{A}}" }, new Dictionary<string, string> { ["A"] = "canary-4711" });

        Assert.That(result.ToString(), Does.Contain("A").And.Not.Contain("canary"));
    }

    [Test]
    public void When_all_values_are_given_no_placeholder_is_left()
    {
        JsonGen.Object.Sample(
            bag =>
            {
                var all = Placeholders.Used(bag).ToDictionary(name => name, _ => "v");
                var result = Placeholders.Substitute(bag, all);
                return result.IsComplete && Placeholders.Used(result.Bag).Count == 0;
            },
            iter: 500,
            threads: 1);
    }

    [Test]
    public void Values_that_look_like_placeholders_arrive_untouched()
    {
        Gen.Select(Gen.String[Gen.Char["ab{}"], 0, 6], JsonGen.Text, Gen.String[Gen.Char["ab{}"], 0, 6])
            .Where((before, _, after) => !before.EndsWith('{') && !after.StartsWith('}'))
            .Sample(
                (before, value, after) =>
                {
                    var bag = new JsonObject { ["t"] = before + "{{V}}" + after };
                    var result = Placeholders.Substitute(bag, new Dictionary<string, string> { ["V"] = value });
                    return (string?)result.Bag["t"] == before + value + after;
                },
                iter: 500,
                threads: 1);
    }

    [Test]
    public void Used_and_Substitute_name_the_same_placeholders()
    {
        JsonGen.Object.Sample(
            bag => Placeholders.Used(bag).SequenceEqual(Placeholders.Substitute(bag, _values).Used),
            iter: 300,
            threads: 1);
    }

    [Test]
    public void Without_placeholders_the_copy_equals_the_bag()
    {
        JsonGen.Object.Sample(
            bag => CanonicalJson.Write(Placeholders.Substitute(bag, new Dictionary<string, string>()).Bag) == CanonicalJson.Write(bag),
            iter: 300,
            threads: 1);
    }
}
