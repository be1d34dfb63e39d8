using Alitellm.Operator.Kinds.McpServer;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Kinds.McpServer;

public sealed class McpServerNamesTests
{
    [TestCase("test-exa-mcp", ".", "test-exa-mcp")]
    [TestCase("foo.bar", ".", "foo-bar")]
    [TestCase("foo.bar", "", "foo-bar")]
    [TestCase("test-exa-mcp", "-", "test.exa.mcp")]
    [TestCase("foo.bar", "-", "foo.bar")]
    [TestCase("foo.bar-baz", "_", "foo.bar-baz")]
    public void The_separator_decides_which_character_is_replaced(string name, string separator, string expected)
    {
        Assert.That(McpServerNames.InLiteLLM(name, separator), Is.EqualTo(expected));
    }

    [Test]
    public void Names_that_may_become_one_fold_to_one()
    {
        Assert.That(McpServerNames.Folded("foo.bar"), Is.EqualTo(McpServerNames.Folded("foo-bar")));
        Assert.That(McpServerNames.Folded("foobar"), Is.Not.EqualTo(McpServerNames.Folded("foo-bar")));
    }

    [TestCase("a.b-c", new[] { "a.b-c", "a-b-c", "a.b.c" })]
    [TestCase("plain", new[] { "plain" })]
    public void All_spellings_of_a_name(string name, string[] expected)
    {
        Assert.That(McpServerNames.Variants(name), Is.EqualTo(expected));
    }
}
