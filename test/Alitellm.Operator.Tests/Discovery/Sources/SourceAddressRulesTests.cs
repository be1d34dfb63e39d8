using System.Net;
using Alitellm.Operator.Discovery.Sources;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Discovery.Sources;

internal sealed class SourceAddressRulesTests
{
    private static readonly SourceAddressRules s_rules = new([]);

    [TestCase("https://api.openai.com/v1", "https://api.openai.com/v1")]
    [TestCase("http://kubeai.kubeai.svc/openai/v1", "http://kubeai.kubeai.svc/openai/v1")]
    [TestCase("http://kubeai.kubeai.svc/openai/v1/", "http://kubeai.kubeai.svc/openai/v1")]
    [TestCase("http://10.0.0.5:8000/v1", "http://10.0.0.5:8000/v1")]
    [TestCase("http://172.16.3.4", "http://172.16.3.4/")]
    [TestCase("http://192.168.1.1", "http://192.168.1.1/")]
    [TestCase("http://[fd12:3456::1]:8000", "http://[fd12:3456::1]:8000/")]
    [TestCase("http://[64:ff9b::10.0.0.5]", "http://[64:ff9b::a00:5]/")]
    [TestCase("https://localhost.example.com", "https://localhost.example.com/")]
    public void D6_A_base_url_on_the_internet_or_in_a_private_network_is_taken_without_its_last_slash(string baseUrl, string taken)
    {
        Assert.That(s_rules.CheckBaseUrl(baseUrl).AbsoluteUri, Is.EqualTo(taken));
    }

    [TestCase("http://169.254.169.254/latest/meta-data/", "a cloud metadata address")]
    [TestCase("http://[fd00:ec2::254]/latest/meta-data/", "a cloud metadata address")]
    [TestCase("http://[fd00:ec2::23]/v1/credentials", "a cloud metadata address")]
    [TestCase("http://100.100.100.200/latest/meta-data/", "a cloud metadata address")]
    [TestCase("http://127.0.0.1:8080", "a loopback address")]
    [TestCase("http://127.9.9.9", "a loopback address")]
    [TestCase("http://[::1]:8080", "a loopback address")]
    [TestCase("http://localhost:8080", "localhost")]
    [TestCase("http://LOCALHOST", "localhost")]
    [TestCase("http://localhost.", "localhost")]
    [TestCase("http://a.localhost", "localhost")]
    [TestCase("http://169.254.0.5", "a link-local address")]
    [TestCase("http://169.254.170.2/v2/credentials", "a link-local address")]
    [TestCase("http://169.254.169.254.", "a cloud metadata address")]
    [TestCase("http://[fe80::1]", "a link-local address")]
    [TestCase("http://224.0.0.1", "a multicast address")]
    [TestCase("http://[ff02::1]", "a multicast address")]
    [TestCase("http://0.0.0.0", "an unspecified address")]
    [TestCase("http://0.1.2.3", "an unspecified address")]
    [TestCase("http://[::]", "an unspecified address")]
    [TestCase("http://255.255.255.255", "a broadcast address")]
    [TestCase("http://2130706433", "a loopback address", Description = "127.0.0.1 as one number")]
    [TestCase("http://0x7f000001", "a loopback address", Description = "the same in hexadecimal")]
    [TestCase("http://017700000001", "a loopback address", Description = "the same in octal")]
    [TestCase("http://0177.0.0.1", "a loopback address")]
    [TestCase("http://0x7f.0.0.1", "a loopback address")]
    [TestCase("http://127.1", "a loopback address")]
    [TestCase("http://0xa9fea9fe", "a cloud metadata address")]
    [TestCase("http://2852039166/latest", "a cloud metadata address")]
    [TestCase("http://0251.0376.0251.0376", "a cloud metadata address")]
    [TestCase("http://[::ffff:127.0.0.1]", "a loopback address")]
    [TestCase("http://[::ffff:a9fe:a9fe]", "a cloud metadata address")]
    [TestCase("http://[::127.0.0.1]", "a loopback address in IPv6 form")]
    [TestCase("http://[64:ff9b::169.254.169.254]", "a cloud metadata address in IPv6 form")]
    [TestCase("http://[64:ff9b:1::a9fe:a9fe]", "a cloud metadata address in IPv6 form")]
    [TestCase("http://[2002:7f00:1::]", "a loopback address in IPv6 form")]
    [TestCase("http://[2002:a9fe:a9fe::1]", "a cloud metadata address in IPv6 form")]
    public void D5_A_host_that_only_the_operator_can_reach_is_refused(string baseUrl, string what)
    {
        var error = Assert.Throws<SourceException>(() => s_rules.CheckBaseUrl(baseUrl))!;

        Assert.That((error.Failure, error.Message), Is.EqualTo(
            (SourceFailure.InvalidConfig, $"baseUrl cannot be used: its host is {what}, which discovery does not call")));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("/")]
    [TestCase("not a url")]
    [TestCase("ftp://example.com")]
    [TestCase("mailto:a@example.com")]
    [TestCase("http:example.com")]
    [TestCase("http://user:pass@example.com")]
    [TestCase("http://example.com/?x=1")]
    [TestCase("http://example.com/#frag")]
    [TestCase("http://")]
    [TestCase("http://example.com:0")]
    [TestCase("http://example.com:65536")]
    [TestCase("http://example.com\\@169.254.169.254/")]
    [TestCase("http://exämple.com")]
    [TestCase("http://a b.example.com")]
    public void A_base_url_that_is_no_plain_http_address_is_refused_without_quoting_it(string? baseUrl)
    {
        var error = Assert.Throws<SourceException>(() => s_rules.CheckBaseUrl(baseUrl))!;

        Assert.That(error.Failure, Is.EqualTo(SourceFailure.InvalidConfig));
        Assert.That(error.Message, Does.StartWith("baseUrl cannot be used: it").And.Not.Contain("pass").And.Not.Contain("example"));
    }

    [TestCase("http://[fe80::1%25eth0]")]
    [TestCase("http://[fe80::1%eth0]")]
    [TestCase("http://[::1%251]")]
    public void A_zone_does_not_hide_an_address(string baseUrl)
    {
        Assert.That(() => s_rules.CheckBaseUrl(baseUrl), Throws.TypeOf<SourceException>());
    }

    [Test]
    public void An_address_is_judged_without_its_zone_when_it_was_resolved()
    {
        Assert.That(s_rules.RefuseAddress("x.test", IPAddress.Parse("fe80::1%3")), Is.EqualTo("a link-local address"));
    }

    [TestCase("kubeai.test", "kubeai.test", "127.0.0.1", Description = "allowed by name, whatever it resolves to")]
    [TestCase("127.0.0.1", "kubeai.test", "127.0.0.1", Description = "allowed by address, whatever it is called")]
    [TestCase("127.0.0.1", "127.0.0.1", "127.0.0.1")]
    [TestCase("127.0.0.1", "kubeai.test", "::ffff:127.0.0.1")]
    [TestCase("localhost", "localhost", "::1")]
    [TestCase("::1", "[::1]", "::1")]
    [TestCase("fe80::7", "[fe80::7]", "fe80::7")]
    public void An_exception_is_named_by_host_or_by_address(string allowed, string host, string address)
    {
        var rules = new SourceAddressRules([allowed]);

        Assert.That(rules.RefuseHost(host), Is.Null);
        Assert.That(rules.RefuseAddress(host, IPAddress.Parse(address)), Is.Null);
    }

    [Test]
    public void An_exception_opens_nothing_else()
    {
        var rules = new SourceAddressRules(["127.0.0.1", "kubeai.test"]);

        Assert.That(rules.RefuseHost("127.0.0.2"), Is.EqualTo("a loopback address"));
        Assert.That(rules.RefuseHost("localhost"), Is.EqualTo("localhost"));
        Assert.That(rules.RefuseAddress("evil.test", IPAddress.Parse("169.254.169.254")), Is.EqualTo("a cloud metadata address"));
    }
}
