using System.Reflection;
using Alitellm.Api.Common;

namespace Alitellm.Api.Tests;

public sealed class ConditionReasonsTests
{
    [Test]
    public void All_holds_every_constant_once_and_each_is_its_own_name()
    {
        var constants = typeof(ConditionReasons).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral).ToList();

        Assert.That(constants.Select(f => (string)f.GetRawConstantValue()!), Is.EqualTo(constants.Select(f => f.Name)));
        Assert.That(ConditionReasons.All, Is.EqualTo(constants.Select(f => f.Name)));
    }

    [TestCaseSource(typeof(ConditionReasons), nameof(ConditionReasons.All))]
    public void A_reason_is_one_the_API_server_accepts(string reason) => Assert.That(reason, Does.Match("^[A-Z][A-Za-z0-9]{0,63}$"));
}
