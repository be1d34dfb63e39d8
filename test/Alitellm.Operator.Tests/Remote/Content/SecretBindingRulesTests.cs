using Alitellm.Api.Common;
using Alitellm.Operator.Remote.Content;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Remote.Content;

public sealed class SecretBindingRulesTests
{
    [TestCase("", "")]
    [TestCase("A,B", "")]
    [TestCase("B,A,B,A,C", "A,B")]
    [TestCase("A,A,A", "A")]
    [TestCase("A,a", "")]
    public void A_name_bound_twice_is_found_once(string names, string expected)
    {
        Assert.That(string.Join(',', SecretBindingRules.Duplicates(Bind(names))), Is.EqualTo(expected));
    }

    [TestCase("A,_,A_1,__2", "")]
    [TestCase("1A,a,A-B, A,É", " A,1A,A-B,a,É")]
    public void A_name_no_placeholder_can_have_is_invalid(string names, string expected)
    {
        Assert.That(string.Join(',', SecretBindingRules.InvalidNames(Bind(names))), Is.EqualTo(expected));
    }

    [Test]
    public void An_empty_name_is_invalid()
    {
        Assert.That(SecretBindingRules.InvalidNames([new()]), Is.EqualTo(new[] { "" }));
    }

    [TestCase("A,B", "A,B", "")]
    [TestCase("C,A,B,C", "A", "B,C")]
    [TestCase("A", "A,X", "")]
    public void A_binding_no_bag_names_is_unused(string names, string used, string expected)
    {
        var unused = SecretBindingRules.Unused(Bind(names), used.Split(',').ToHashSet());

        Assert.That(string.Join(',', unused), Is.EqualTo(expected));
    }

    private static IEnumerable<SecretBinding> Bind(string names)
    {
        return names.Length == 0 ? [] : names.Split(',').Select(name => new SecretBinding { As = name });
    }
}
