using Alitellm.Operator.Remote.Deleting;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Remote.Deleting;

public sealed class FinalizerPatchTests
{
    [Test]
    public void Removing_touches_only_ours_and_fails_when_the_place_holds_another()
    {
        Assert.That(FinalizerPatch.Remove(["theirs", "ours"], "ours").ToJsonString(), Is.EqualTo(
            """[{"op":"test","path":"/metadata/finalizers/1","value":"ours"},{"op":"remove","path":"/metadata/finalizers/1"}]"""));
    }

    [Test]
    public void Adding_to_a_list_keeps_what_is_in_it()
    {
        var patch = FinalizerPatch.Add(["theirs"], "ours").ToJsonString();

        Assert.That(patch, Does.Contain("""{"op":"add","path":"/metadata/finalizers/-","value":"ours"}"""));
        Assert.That(patch, Does.Contain("\"test\""));
    }
}
