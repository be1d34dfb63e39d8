using Alitellm.Operator.Remote.Compare;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Remote.Compare;

public sealed class PythonNumberTests
{
    // Right column: Python's str(float(x)).
    [TestCase("1", "1.0")]
    [TestCase("0", "0.0")]
    [TestCase("-0", "-0.0")]
    [TestCase("0.001", "0.001")]
    [TestCase("0.0001", "0.0001")]
    [TestCase("0.00001", "1e-05")]
    [TestCase("0.0000025", "2.5e-06")]
    [TestCase("0.00001234", "1.234e-05")]
    [TestCase("-2.50E-7", "-2.5e-07")]
    [TestCase("1e-100", "1e-100")]
    [TestCase("123456.789", "123456.789")]
    [TestCase("1000000000000000", "1000000000000000.0")]
    [TestCase("1e16", "1e+16")]
    [TestCase("12345678901234567890", "1.2345678901234567e+19")]
    [TestCase("1200", "1200.0")]
    public void A_number_is_spelled_as_written_and_as_Python_spells_the_float(string number, string python)
    {
        Assert.That(PythonNumber.Texts(number), Is.EqualTo(new[] { number, python }));
    }

    [Test]
    public void A_number_beyond_a_double_has_only_its_own_text()
    {
        Assert.That(PythonNumber.Texts("1e999"), Is.EqualTo(new[] { "1e999" }));
    }
}
