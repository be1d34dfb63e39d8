using Alitellm.Kubernetes;
using Alitellm.Operator.Remote.Policies;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Remote.Policies;

public sealed class ConfirmationLedgerTests
{
    private static readonly ObjectKey _key = new("default", "a");

    // Each read is <fingerprint><poll>; capitals in the answer are confirmations.
    [TestCase("x1", "x")]
    [TestCase("x1 x1 x1", "x x x", TestName = "reads of one poll confirm nothing")]
    [TestCase("x1 x2", "x X", TestName = "a later poll confirms")]
    [TestCase("x1 x2 x2 x3", "x X X X", TestName = "confirmed stays confirmed")]
    [TestCase("x1 y2", "x y", TestName = "another difference starts anew")]
    [TestCase("x1 y2 y2 y3", "x y y Y", TestName = "and needs its own second poll")]
    [TestCase("x1 y2 x3 x4", "x y x X", TestName = "also when it comes back")]
    [TestCase("x2 x1", "x x", TestName = "an older poll confirms nothing")]
    [TestCase("x1 x5", "x X", TestName = "polls in between may be missed")]
    public void Two_equal_reads_of_different_polls_confirm(string reads, string answers)
    {
        var ledger = new ConfirmationLedger();

        var given = reads.Split(' ').Select(read =>
        {
            var fingerprint = read[..1];
            return ledger.Confirmed(_key, fingerprint, read[1] - '0') ? fingerprint.ToUpperInvariant() : fingerprint;
        });

        Assert.That(string.Join(' ', given), Is.EqualTo(answers));
    }

    [Test]
    public void Clearing_an_object_starts_it_anew_and_spares_the_others()
    {
        var ledger = new ConfirmationLedger();
        var other = _key with { Name = "b" };
        ledger.Confirmed(_key, "x", 1);
        ledger.Confirmed(other, "x", 1);
        ledger.Clear(_key);

        Assert.That(ledger.Confirmed(_key, "x", 2), Is.False);
        Assert.That(ledger.Confirmed(other, "x", 2));
    }
}
