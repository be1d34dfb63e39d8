using Alitellm.Operator.Hosting;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Hosting;

internal sealed class BindAddressTests
{
    [TestCase(":8080", ":8080")]
    [TestCase("0.0.0.0:8080", "0.0.0.0:8080")]
    [TestCase("127.0.0.1:0", "127.0.0.1:0")]
    [TestCase("localhost:1", "127.0.0.1:1")]
    [TestCase("[::1]:8080", "[::1]:8080")]
    [TestCase("0", "0")]
    public void Forms_of_Go_are_understood(string text, string meaning)
    {
        Assert.That(BindAddress.TryParse(text, out BindAddress? address));
        Assert.That(address!.ToString(), Is.EqualTo(meaning));
    }

    [TestCase("")]
    [TestCase("8080")]
    [TestCase("1")]
    [TestCase("host:8080")]
    [TestCase("::1:8080")]
    [TestCase("[127.0.0.1]:8080")]
    [TestCase(":http")]
    [TestCase(":-1")]
    [TestCase(":65536")]
    [TestCase("http://0.0.0.0:8080")]
    public void Other_text_is_refused(string text) => Assert.That(BindAddress.TryParse(text, out _), Is.False);

    [TestCase(":8080", "127.0.0.1:8080", true)]
    [TestCase("127.0.0.1:8080", "[::1]:8080", false)]
    [TestCase(":0", ":0", false)]
    [TestCase("0", "0", false)]
    public void Two_addresses_collide_on_one_port_of_one_interface(string first, string second, bool collide)
    {
        Assert.That(BindAddress.TryParse(first, out BindAddress? one) & BindAddress.TryParse(second, out BindAddress? two));
        Assert.That(one!.CollidesWith(two!), Is.EqualTo(collide));
    }
}
