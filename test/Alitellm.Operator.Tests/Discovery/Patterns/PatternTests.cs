using Alitellm.Operator.Discovery.Patterns;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Discovery.Patterns;

public sealed class PatternTests
{
    [TestCase("gpt", "gpt-4o", true)]
    [TestCase("gpt", "my-gpt", false)]
    [TestCase("gpt-.*", "gpt-4o", true)]
    [TestCase("(?P<v>gpt)-4", "gpt-4o", true)]
    [TestCase("(?<v>gpt)-4", "gpt-4o", true)]
    [TestCase("(?P<1a>x)", "x", true)]
    [TestCase("(?P<a-b>x)", "x", null)]
    [TestCase("[[:alpha:]]+4", "gpt4", true)]
    [TestCase("[[:alpha:]]+4", "g-t4", false)]
    [TestCase("[[:^alpha:]]", "a", false)]
    [TestCase("[[:^alpha:]]", "4", true)]
    [TestCase("[[:nope:]]", "a", null)]
    [TestCase("[[:word:]-]+$", "a_b-c", true)]
    [TestCase(@"gpt\z", "gpt", true)]
    [TestCase(@"gpt\z", "gpt4", false)]
    [TestCase(@"gpt\Z", "gpt", null)]
    [TestCase("gpt$", "gpt", true)]
    [TestCase("gpt$", "gpt\n", false)]
    [TestCase("(?m)gpt$", "gpt\nx", true)]
    [TestCase("(?i)GPT", "gpt-4o", true)]
    [TestCase("(?i:G)PT", "gpt", false)]
    [TestCase("(?U)a+", "aa", true)]
    [TestCase("(?i)", "x", true)]
    [TestCase("(?x) a", "a", null)]
    [TestCase("(?=a)a", "a", null)]
    [TestCase("(?!a)b", "b", null)]
    [TestCase("(?<=a)b", "b", null)]
    [TestCase("(?<!a)b", "b", null)]
    [TestCase("(?>a)", "a", null)]
    [TestCase("(?#a)b", "b", null)]
    [TestCase("(?(1)a|b)", "a", null)]
    [TestCase("(?P=n)", "a", null)]
    [TestCase(@"(a)\1", "aa", null)]
    [TestCase(@"\k<a>", "a", null)]
    [TestCase(@"\uABCD", "a", null)]
    [TestCase(@"\ea", "a", null)]
    [TestCase(@"\d", "4", true)]
    [TestCase(@"\d", "٤", false)]
    [TestCase(@"\w", "ä", false)]
    [TestCase(@"[^\D]", "4", true)]
    [TestCase(@"[\d\-x]+$", "4-x", true)]
    [TestCase(@"\S+\s\S", "a b", true)]
    [TestCase(@"\pL", "ä", true)]
    [TestCase(@"\p{Lu}", "a", false)]
    [TestCase(@"\p{^Lu}", "a", true)]
    [TestCase(@"\P{Lu}", "a", true)]
    [TestCase(@"[\p{Lu}x]", "x", true)]
    [TestCase(@"\p{Greek}", "α", null)]
    [TestCase(@"\Qa.b|c\E.", "a.b|cd", true)]
    [TestCase(@"\Qa.b", "axb", false)]
    [TestCase(@"a\.b", "a.b", true)]
    [TestCase(@"a\.b", "axb", false)]
    [TestCase(@"a\_b", "a_b", true)]
    [TestCase(@"\x41\x{1F600}", "A😀", true)]
    [TestCase(@"\x{110000}", "A", null)]
    [TestCase(@"\xZ1", "A", null)]
    [TestCase(@"\101", "A", true)]
    [TestCase("[a-z-[aeiou]]", "[]", true, TestName = "A_bracket_within_brackets_subtracts_nothing")]
    [TestCase("[]a]b", "]b", true)]
    [TestCase("[^]a]", "]", false)]
    [TestCase("[a-c-e]", "-", true)]
    [TestCase("[--/]", ".", true)]
    [TestCase("[a", "a", null)]
    [TestCase("[z-a]", "a", null)]
    [TestCase("a{2}", "aa", true)]
    [TestCase("a{2,3}$", "aaaa", false)]
    [TestCase("a{,2}", "a{,2}", true)]
    [TestCase("a{x", "a{x", true)]
    [TestCase("a{1001}", "a", null)]
    [TestCase("a**", "a", null)]
    [TestCase("(a", "a", null)]
    [TestCase("a)|(b", "a", null, TestName = "A_pattern_cannot_break_out_of_its_anchor")]
    [TestCase("a\\", "a", null)]
    [TestCase("", "anything", true)]
    [TestCase("~anthropic/", "~anthropic/claude-sonnet-latest", true)]
    public void A_pattern_means_what_RE2_means_by_it(string pattern, string text, bool? hits)
    {
        if (hits is null)
        {
            Assert.That(() => Pattern.Parse(pattern, fromStart: true), Throws.InstanceOf<PatternException>());
        }
        else
        {
            Assert.That(Pattern.Parse(pattern, fromStart: true).Hits([text]), Is.EqualTo(hits));
        }
    }

    [Test]
    public void D10_A_glob_is_no_pattern_and_every_alternative_is_bound_to_the_start()
    {
        Assert.That(() => Pattern.Parse("*", fromStart: true), Throws.InstanceOf<PatternException>());
        Assert.That(Pattern.Parse("gpt|claude", fromStart: true).Hits(["my-claude"]), Is.False);
        Assert.That(Pattern.Parse("gpt|claude", fromStart: false).Hits(["my-claude"]), Is.True);
    }

    [Test]
    public void A_pattern_that_would_take_for_ever_elsewhere_takes_linear_time()
    {
        Assert.That(Pattern.Parse("(a+)+$", fromStart: true).Hits([new string('a', 50_000) + "!"]), Is.False);
    }

    [Test]
    public void Any_form_of_a_name_is_hit()
    {
        Assert.That(Pattern.Parse("openai\\.", fromStart: true).Hits(["~x/y", "x-y", "openai.x-y"]), Is.True);
    }

    [TestCase(new string[0], new string[0], "a", true)]
    [TestCase(new[] { "a", "b" }, new string[0], "bc", true)]
    [TestCase(new[] { "a" }, new string[0], "ba", false)]
    [TestCase(new[] { "a" }, new[] { "ab" }, "abc", false)]
    [TestCase(new string[0], new[] { "x" }, "a", true)]
    public void One_hit_includes_and_one_hit_excludes(string[] include, string[] exclude, string name, bool admitted)
    {
        Assert.That(new IncludeExclude(PatternList.Parse("i", include).Patterns, PatternList.Parse("e", exclude).Patterns).Admits(name), Is.EqualTo(admitted));
    }
}
