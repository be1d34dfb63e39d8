using Alitellm.Api.Common;
using Alitellm.Kubernetes;
using Alitellm.Operator.Connections;
using Alitellm.Operator.Remote.References;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Remote.References;

public sealed class ReferenceResolverTests
{
    private static readonly ConnectionSnapshot s_connection = ConnectionSnapshot.Unknown(new ObjectKey("ns", "default"));

    private ReferenceResolver _resolver = new();

    [SetUp]
    public void Kinds()
    {
        _resolver = new();
        _resolver.Add(new FakeTarget("Server", new()
        {
            ["known"] = ReferenceAnswer.Of(["id-2"]),
            ["tagged"] = ReferenceAnswer.Of(["id-3", "id-1"]),
            ["pending"] = new([], "not read yet"),
            ["later"] = new([], null) { TooOld = "Server needs LiteLLM 1.93.0 or newer" },
        }));
    }

    [Test]
    public void A_name_leads_to_its_id()
    {
        var reference = Server("known");

        Assert.That(Resolve(reference).Resolved.Ids(reference), Is.EqualTo(["id-2"]));
    }

    [Test]
    public void All_missing_names_of_one_reason_are_named_at_once()
    {
        var outcome = Resolve(Server("z"), Server("known"), Server("a"));

        Assert.That(outcome.Missing?.Reason, Is.EqualTo("ServerNotFound"));
        Assert.That(outcome.Missing?.Message, Does.EndWith("a, z"));
    }

    [Test]
    public void What_cannot_be_told_yet_is_not_missing()
    {
        var outcome = Resolve(Server("pending"), Server("absent"));

        Assert.That((outcome.Unknown, outcome.Missing), Is.EqualTo(("not read yet", ((string, string)?)null)));
    }

    [Test]
    public void A_tag_nobody_carries_and_an_optional_name_are_not_missing()
    {
        Assert.That(Resolve(Server("nobody") with { ByTag = true }, Server("absent") with { IsOptional = true }).Missing, Is.Null);
    }

    [Test]
    public void A_kind_the_proxy_is_too_old_for_is_said_so_and_not_searched_for()
    {
        Assert.That(Resolve(Server("later"), Server("absent")).Missing, Is.EqualTo((ConditionReasons.LiteLLMTooOld, "Server needs LiteLLM 1.93.0 or newer")));
        Assert.That(Resolve(Server("later") with { IsOptional = true }).Missing, Is.Null);
    }

    [Test]
    public void Another_id_shows_in_the_fingerprint()
    {
        Assert.That(Resolve(Server("tagged") with { ByTag = true }).Resolved.Fingerprint, Is.EqualTo("Server#tagged=id-1,id-3"));
        Assert.That(Resolve(Server("known")).Resolved.Fingerprint, Is.EqualTo("Server/known=id-2"));
    }

    private static Reference Server(string name)
    {
        return new("Server", name, "ServerNotFound");
    }

    private ReferenceOutcome Resolve(params Reference[] references)
    {
        return _resolver.Resolve(references, "ns", s_connection);
    }
}
