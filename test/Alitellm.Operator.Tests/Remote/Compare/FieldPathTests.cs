using Alitellm.Operator.Remote.Compare;
using CsCheck;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Remote.Compare;

public sealed class FieldPathTests
{
    [TestCase("a", "a")]
    [TestCase("a.b.c", "a|b|c")]
    [TestCase(@"a\.b.c", "a.b|c")]
    [TestCase(@"a\\.b", @"a\|b")]
    [TestCase("a b.-", "a b|-")]
    public void A_dotted_path_names_its_keys(string text, string keys)
    {
        var path = FieldPath.Parse(text);

        Assert.That(string.Join('|', path.SelfAndAncestors().Reverse().Select(step => step.Key)), Is.EqualTo(keys));
        Assert.That(path.ToString(), Is.EqualTo(text));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase(".")]
    [TestCase("a.")]
    [TestCase(".a")]
    [TestCase("a..b")]
    [TestCase(@"a\")]
    [TestCase(@"a\b")]
    public void A_malformed_path_is_refused_with_a_sentence(string? text)
    {
        Assert.That(FieldPath.TryParse(text, out _, out var error), Is.False);
        Assert.That(error, Does.EndWith("."));
        Assert.That(() => FieldPath.Parse(text!), Throws.TypeOf<FormatException>());
    }

    [Test]
    public void Any_keys_survive_being_written_and_read()
    {
        Gen.String[Gen.Char["ab.\\"], 1, 5].Array[1, 4].Sample(
            keys =>
            {
                var path = keys.Aggregate(FieldPath.Root, (parent, key) => parent.Child(key));
                return FieldPath.Parse(path.ToString()) == path;
            },
            iter: 500,
            threads: 1);
    }
}
